package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.event.Event;
import java.util.Locale;

/** The rule for a plausible e-mail address: one {@code @} with something on both sides, no blanks or control characters, at most 255 characters. */
public final class EmailAddress {
  /** Reason for an event without any e-mail where one is needed. */
  public static final String MISSING = "missing-email";
  /** Reason for an event whose e-mail can't be one. */
  public static final String INVALID = "invalid-email";

  private EmailAddress() {}

  /** The address trimmed and in lower case, null where it is no plausible one. */
  public static String normalise(String text) {
    String address = text.strip();
    if (address.length() > FieldType.EMAIL.limit()) {
      return null;
    }
    int at = -1;
    boolean lower = true;
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c == '@') {
        if (at >= 0) {
          return null;
        }
        at = i;
      } else if (c <= ' ' || c == 0x7f || c > 0x7f && isUnfit(c)) {
        return null;
      }
      lower &= !(c >= 'A' && c <= 'Z' || c > 0x7f);
    }
    if (at <= 0 || at == address.length() - 1) {
      return null;
    }
    return lower ? address : address.toLowerCase(Locale.ROOT);
  }

  /** The event's address, null where it has none or no plausible one. */
  static String of(Event event) {
    return event.email().map(EmailAddress::normalise).orElse(null);
  }

  /** {@link #INVALID} for an event whose e-mail is there but is no address, else {@link #MISSING}. Asked only where {@link #of} found none. */
  static String problem(Event event) {
    if (event.email().isPresent()) {
      return INVALID;
    }
    JsonNode trait = event.traits().find(PardotFields.EMAIL).orElse(null);
    boolean missing = trait == null || trait.isNull() || trait.isTextual() && trait.textValue().isBlank();
    return missing ? MISSING : INVALID;
  }

  private static boolean isUnfit(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT || Character.isSpaceChar(c);
  }
}
