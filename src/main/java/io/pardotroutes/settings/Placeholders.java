package io.pardotroutes.settings;

import io.pardotroutes.secret.SecretUnreadable;
import io.pardotroutes.secret.Secrets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.ObjectHelper;

/** Resolves Camel's property functions ({@code {{env:NAME}}}, {@code {{secret:NAME}}}, {@code {{other.key}}}) in a value. */
public final class Placeholders {

  private static final Pattern SECRET = Pattern.compile("\\{\\{\\??secret:(" + Secrets.NAME + ")[^{}]*}}");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

  private final Supplier<CamelContext> source;
  private CamelContext context;

  private Placeholders(Supplier<CamelContext> source) {
    this.source = source;
  }

  /** @param context knows the other keys; it need not be started */
  public static Placeholders of(CamelContext context) {
    return new Placeholders(() -> context);
  }

  /**
   * For values that are read before there is a context; makes one of its own where a value needs it.
   *
   * @param secrets null where they are not known yet
   */
  public static Placeholders over(Properties otherKeys, Secrets secrets) {
    return new Placeholders(() -> {
      DefaultCamelContext context = new DefaultCamelContext();
      context.disableJMX();
      if (secrets != null) {
        context.getPropertiesComponent().addPropertiesFunction(new SecretFunction(secrets));
      }
      context.getPropertiesComponent().setInitialProperties(otherKeys);
      context.build();
      return context;
    });
  }

  /** The names of the secrets that a value asks for. */
  public static Stream<String> secrets(String value) {
    return SECRET.matcher(value).results().map(found -> found.group(1));
  }

  /**
   * Resolves against the keys of one file first.
   *
   * @throws IllegalArgumentException as {@link #resolve(String)}
   */
  public String resolve(String value, Properties sameFile) {
    if (!value.contains("{{")) {
      return value;
    }
    PropertiesComponent properties = context().getPropertiesComponent();
    properties.setLocalProperties(sameFile);
    try {
      return resolve(value);
    } finally {
      properties.setLocalProperties(null);
    }
  }

  private CamelContext context() {
    if (context == null) {
      context = source.get();
    }
    return context;
  }

  /** @throws IllegalArgumentException where one can't be resolved; the message names the placeholders, never a value */
  public String resolve(String value) {
    if (!value.contains("{{")) {
      return value;
    }
    try {
      return context().resolvePropertyPlaceholders(value);
    } catch (RuntimeException e) {
      SecretUnreadable unreadable = ObjectHelper.getException(SecretUnreadable.class, e);
      if (unreadable != null) {
        throw new IllegalArgumentException("can't be resolved: " + unreadable.getMessage(), e);
      }
      String names = PLACEHOLDER.matcher(value).results().map(found -> found.group())
          .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining(", "));
      throw new IllegalArgumentException("can't resolve " + (names.isEmpty() ? "an unfinished {{" : names)
          + "; set that variable or key, or write the value itself", e);
    }
  }
}
