package io.pardotroutes.settings;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a setting may be: a check that answers with what is wrong and what to write. Never repeats a secret. */
interface Format {

  /** Empty where the value will do. */
  Optional<String> refusal(String value);

  /** Anything, also nothing. */
  static Format text() {
    return value -> Optional.empty();
  }

  /** Anything but nothing. */
  static Format word() {
    return value -> value.isEmpty() ? Optional.of("is empty; write a value or remove the line") : Optional.empty();
  }

  /** Nothing, or where a broker listens. */
  static Format acceptor() {
    return value -> value.isEmpty() || value.matches("tcp://\\[?[\\w.:-]+]?:\\d{1,5}([?#].*)?")
        ? Optional.empty() : Optional.of("must look like tcp://127.0.0.1:61616, not '" + value.replaceFirst("(?s)[?#].*", "?...") + "'");
  }

  /** Nothing, or scheme and host with perhaps a port. */
  static Format address() {
    return value -> value.isEmpty() || value.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+") && hasHost(value)
        ? Optional.empty() : Optional.of("must be scheme and host, such as https://console.example.com, without a path, not '" + value + "'");
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Nothing, or where mail is taken. */
  static Format mailServer() {
    return value -> value.isEmpty() || value.matches("smtps?://[A-Za-z0-9.\\-\\[\\]:]+")
        ? Optional.empty() : Optional.of("must look like smtp://mail.example.com:587 or smtps://mail.example.com, not '" + value + "'");
  }

  /** Nothing, or one address of a person. */
  static Format mailAddress() {
    return value -> value.isEmpty() || value.matches("[^\\s@,;:<>\"()]+@[^\\s@,;:<>\"()]+")
        ? Optional.empty() : Optional.of("must be one mail address, such as pardot@example.com");
  }

  static Format flag() {
    return value -> value.equals("true") || value.equals("false")
        ? Optional.empty() : Optional.of("must be true or false, not '" + value + "'");
  }

  static Format port() {
    return number(0, 65_535);
  }

  static Format number(long least, long most) {
    return value -> {
      String wanted = "must be a whole number from " + least + " to " + most + ", not '" + value + "'";
      if (!value.matches("-?[0-9]{1,18}")) {
        return Optional.of(wanted);
      }
      long number = Long.parseLong(value);
      return number >= least && number <= most ? Optional.empty() : Optional.of(wanted);
    };
  }

  /** A pause before something is tried again. */
  static Format delay() {
    return duration(Duration.ofMillis(10), Duration.ofDays(1));
  }

  static Format duration(Duration least, Duration most) {
    return value -> {
      try {
        Duration duration = Durations.parse(value);
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0 ? Optional.empty()
            : Optional.of("must be from " + Durations.text(least) + " to " + Durations.text(most) + ", not '" + value + "'");
      } catch (IllegalArgumentException e) {
        return Optional.of(e.getMessage());
      }
    };
  }

  /** Comma list of {@code name:secret}; names once only. */
  static Format namedSecrets() {
    return value -> {
      Set<String> names = new HashSet<>();
      return firstRefusal(value, entry -> {
        Optional<String> refusal = namedSecret(entry);
        String name = entry.substring(0, Math.max(entry.indexOf(':'), 0)).strip();
        return refusal.isPresent() || names.add(name) ? refusal : Optional.of("has the name " + name + " twice; give each entry its own");
      });
    };
  }

  /** Comma list of {@code source:secret}; a source may have several secrets, while one follows the other. */
  static Format sourceSecrets() {
    return value -> firstRefusal(value, Format::namedSecret);
  }

  private static Optional<String> namedSecret(String entry) {
    int colon = entry.indexOf(':');
    return colon >= 1 && colon < entry.length() - 1 ? Optional.empty()
        : Optional.of("must be a comma list of name:secret, with something before and after each colon");
  }

  /** Comma list of IP addresses. */
  static Format addresses() {
    return value -> firstRefusal(value, entry -> NetUtil.createInetAddressFromIpAddressString(entry) != null
        ? Optional.empty() : Optional.of("has '" + entry + "', which is no IP address; write such as 10.0.0.7, 10.0.0.8"));
  }

  /** Comma list of host names, {@code *.} before one for all below it. */
  static Format hosts() {
    return value -> firstRefusal(value, entry -> entry.matches("(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")
        ? Optional.empty() : Optional.of("has '" + entry + "', which is no host; write such as pardot.example.com or *.example.com"));
  }

  /** Comma list of origins (scheme and host), or {@code *}. */
  static Format origins() {
    return value -> firstRefusal(value, entry -> entry.equals("*") || entry.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")
        ? Optional.empty()
        : Optional.of("has '" + entry + "', which is no origin; write scheme and host, such as https://www.example.com, without a path"));
  }

  private static Optional<String> firstRefusal(String list, Function<String, Optional<String>> check) {
    for (String entry : list.split(",")) {
      if (!entry.isBlank()) {
        Optional<String> refusal = check.apply(entry.strip());
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }
}
