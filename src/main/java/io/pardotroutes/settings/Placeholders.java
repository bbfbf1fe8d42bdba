package io.pardotroutes.settings;

import io.pardotroutes.secret.SecretUnreadable;
import io.pardotroutes.secret.Secrets;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves Camel's property functions ({@code {{env:NAME}}}, {@code {{secret:NAME}}}, {@code {{other.key}}}) in a value. */
public final class Placeholders {

  /** Camel's side of it, a service ({@link ServiceLoader}) of a room that knows Camel: settings are read before there is a context. */
  public interface Functions {

    /** @param secret the value of a secret by its name; null where they are not known yet */
    Resolver over(Properties otherKeys, UnaryOperator<String> secret);
  }

  /** Gives a value with its placeholders resolved, by the keys of its own file first; throws where one can't be. */
  public interface Resolver {
    String resolve(String value, Properties sameFile);
  }

  private static final Pattern SECRET = Pattern.compile("\\{\\{\\??secret:(" + Secrets.NAME + ")[^{}]*}}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

  private final Supplier<Resolver> source;
  private Resolver resolver;

  private Placeholders(Supplier<Resolver> source) {
    this.source = source;
  }

  public static Placeholders of(Resolver resolver) {
    return new Placeholders(() -> resolver);
  }

  /**
   * For values that are read before there is a context.
   *
   * @param secrets null where they are not known yet
   */
  public static Placeholders over(Properties otherKeys, Secrets secrets) {
    return new Placeholders(() -> ServiceLoader.load(Functions.class, Placeholders.class.getClassLoader()).findFirst().orElseThrow()
        .over(otherKeys, secrets == null ? null : secrets::required));
  }

  /** The names of the secrets that a value asks for. */
  public static Stream<String> secrets(String value) {
    return SECRET.matcher(value).results().map(found -> found.group(1));
  }

  String resolve(String value) {
    return resolve(value, new Properties());
  }

  /**
   * Resolves against the keys of one file first.
   *
   * @throws IllegalArgumentException where one can't be resolved; the message names the placeholders, never a value
   */
  public String resolve(String value, Properties sameFile) {
    if (!value.contains("{{")) {
      return value;
    }
    if (resolver == null) {
      resolver = source.get();
    }
    try {
      return resolver.resolve(value, sameFile);
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SecretUnreadable) {
          throw new IllegalArgumentException("can't be resolved: " + cause.getMessage(), e);
        }
      }
      String names = PLACEHOLDER.matcher(value).results().map(MatchResult::group)
          .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(", "));
      throw new IllegalArgumentException("can't resolve " + (names.isEmpty() ? "an unfinished {{" : names)
          + "; set that variable or key, or write the value itself", e);
    }
  }
}
