package io.pardotroutes.settings;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.util.TimeUtils;

/**
 * What a setting may be, and what it then is.
 *
 * @param words what to write, such as "a whole number from 1 to 50"
 * @param hidden nobody may be shown its values
 * @param reader as {@link #parse}
 */
public record Format<T>(String words, boolean hidden, Function<String, T> reader) {

  /** As Camel writes them: {@code 200ms}, {@code 5m}, {@code 1h30m}; a bare number is milliseconds. */
  private static final String DURATION = "[0-9]{1,15}|(?:[0-9]{1,9}(?:ms|d|h|m|s))+";

  /** @throws IllegalArgumentException says what is wrong and what to write; never repeats a secret */
  public T parse(String text) {
    return reader.apply(text);
  }

  /** Anything, also nothing. */
  static Format<String> text() {
    return new Format<>("text", false, text -> text);
  }

  /** Anything, also nothing, and not to be shown. */
  static Format<String> secret() {
    return new Format<>("a secret", true, text -> text);
  }

  /** Anything but nothing. */
  static Format<String> word() {
    return matching("text", "(?s).+", text -> "is empty; write a value or remove the line");
  }

  /** Nothing, or where a broker listens. */
  static Format<String> acceptor() {
    return matching("an address such as tcp://127.0.0.1:61616", "(tcp://\\[?[\\w.:-]+]?:\\d{1,5}([?#].*)?)?",
        text -> "must look like tcp://127.0.0.1:61616, not '" + text.replaceFirst("(?s)[?#].*", "?...") + "'");
  }

  /** Nothing, or scheme and host with perhaps a port. */
  static Format<String> address() {
    return of("scheme and host, such as https://console.example.com, without a path",
        text -> Optional.of(text).filter(address -> address.isEmpty() || isOrigin(address) && hasHost(address)));
  }

  private static boolean isOrigin(String text) {
    return text.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+");
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Nothing, or where mail is taken. */
  static Format<String> mailServer() {
    return matching("an address such as smtp://mail.example.com:587", "(smtps?://[A-Za-z0-9.\\-\\[\\]:]+)?",
        text -> "must look like smtp://mail.example.com:587 or smtps://mail.example.com, not '" + text + "'");
  }

  /** Nothing, or one address of a person. */
  static Format<String> mailAddress() {
    return new Format<>("a mail address", false, text -> require(text, text.isEmpty() || isMailAddress(text),
        "must be one mail address, such as pardot@example.com"));
  }

  /** Whether a text is one address of a person. */
  public static boolean isMailAddress(String text) {
    return text.matches("[^\\s@,;:<>\"()]+@[^\\s@,;:<>\"()]+");
  }

  /** Yes or no, in the words true and false. */
  public static Format<Boolean> flag() {
    return of("true or false", text -> Optional.of(text.equals("true")).filter(yes -> yes || text.equals("false")));
  }

  /** One of an enum's constants, by the word of each. */
  public static <E extends Enum<E>> Format<E> choice(Class<E> choices) {
    Map<String, E> byWord = new LinkedHashMap<>();
    EnumSet.allOf(choices).forEach(choice -> byWord.put(wordOf(choice), choice));
    return of(String.join(", ", byWord.keySet()).replaceFirst(", ([^,]*)$", " or $1"), text -> Optional.ofNullable(byWord.get(text)));
  }

  /** The word for a choice in files that people write: {@code MATCH_EMAIL} is {@code match-email}. */
  public static String wordOf(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Format<Integer> port() {
    return number(0, 65_535);
  }

  /** A whole number in a range, both ends included. */
  public static Format<Integer> number(int least, int most) {
    return of("a whole number from " + least + " to " + most, text -> Optional.of(text).filter(digits -> digits.matches("-?[0-9]{1,18}"))
        .map(Long::parseLong).filter(number -> number >= least && number <= most).map(Math::toIntExact));
  }

  /** A pause before something is tried again. */
  static Format<Duration> delay() {
    return duration(Duration.ofMillis(10), Duration.ofDays(1));
  }

  /** A duration in a range, both ends included. */
  public static Format<Duration> duration(Duration least, Duration most) {
    String range = least.isZero() ? "at most " + text(most) : "from " + text(least) + " to " + text(most);
    return new Format<>("a duration, " + range, false, text -> {
      Duration duration = TimeUtils.toDuration(require(text, text.matches(DURATION), "must be a duration such as 200ms, 5m or 1h, not '" + text + "'"));
      return require(duration, duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, "must be " + range + ", not '" + text + "'");
    });
  }

  /** The shortest such text in one unit. */
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  /** Comma list of {@code name:secret}; names once only. */
  static Format<List<String>> namedSecrets() {
    return new Format<>("name:key, comma separated", true, text -> {
      Set<String> names = new HashSet<>();
      List<String> pairs = sourceSecrets().parse(text);
      pairs.stream().map(pair -> pair.substring(0, pair.indexOf(':')).strip())
          .forEach(name -> require(name, names.add(name), "has the name " + name + " twice; give each entry its own"));
      return pairs;
    });
  }

  /** Comma list of {@code source:secret}; a source may have several secrets, while one follows the other. */
  static Format<List<String>> sourceSecrets() {
    return new Format<>("source:secret, comma separated", true, list("", pair -> pair.matches("(?s)[^:]+:.+"),
        pair -> "must be a comma list of name:secret, with something before and after each colon").reader);
  }

  /** Comma list of IP addresses. */
  static Format<List<String>> addresses() {
    return list("IP addresses, comma separated", entry -> NetUtil.createInetAddressFromIpAddressString(entry) != null,
        entry -> "has '" + entry + "', which is no IP address; write such as 10.0.0.7, 10.0.0.8");
  }

  /** Comma list of host names, {@code *.} before one for all below it. */
  static Format<List<String>> hosts() {
    return list("host names, comma separated", entry -> entry.matches("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"),
        entry -> "has '" + entry + "', which is no host; write such as pardot.example.com or *.example.com");
  }

  /** Comma list of origins (scheme and host), or {@code *}. */
  static Format<List<String>> origins() {
    return list("origins, comma separated, or *", entry -> entry.equals("*") || isOrigin(entry),
        entry -> "has '" + entry + "', which is no origin; write scheme and host, such as https://www.example.com, without a path");
  }

  private static Format<List<String>> list(String words, Predicate<String> fits, Function<String, String> refusal) {
    return new Format<>(words, false, text -> Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty())
        .map(entry -> require(entry, fits.test(entry), refusal.apply(entry))).toList());
  }

  private static Format<String> matching(String words, String pattern, Function<String, String> refusal) {
    return new Format<>(words, false, text -> require(text, text.matches(pattern), refusal.apply(text)));
  }

  /** Refuses what the reader has no value for. */
  private static <T> Format<T> of(String words, Function<String, Optional<T>> reader) {
    return new Format<>(words, false, text -> reader.apply(text)
        .orElseThrow(() -> new IllegalArgumentException("must be " + words + ", not '" + text + "'")));
  }

  private static <T> T require(T value, boolean fits, String refusal) {
    if (!fits) {
      throw new IllegalArgumentException(refusal);
    }
    return value;
  }
}
