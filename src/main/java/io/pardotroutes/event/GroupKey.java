package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Who an event is about, as one text: events with the same key are worked on in their order, one at a time. */
public final class GroupKey {

  /** Longer keys travel as their digest: the broker keeps each in memory. */
  private static final int MAX_LENGTH = 256;
  /** A Salesforce id of 18 characters is the one of 15 with a check at its end (Salesforce, record ids). */
  private static final int FID_LENGTH = 15;

  private GroupKey() {}

  /**
   * The key: what Pardot tells a prospect by in that API version, else what Segment tells a person by. Never null or empty.
   *
   * @param uniqueByEmail the e-mail is the identity; else lookup value, Pardot id, Salesforce id, in this order
   * @param lookupField custom field that identifies a user; null where the destination has none
   * @param lookupByUserId the lookup value is the userId, not the trait of the field's name
   * @param matchByEmail an event without any of these is matched by its e-mail
   */
  public static String of(Event event, boolean uniqueByEmail, String lookupField, boolean lookupByUserId, boolean matchByEmail) {
    String key = uniqueByEmail ? email(event) : identified(event, lookupField, lookupByUserId);
    if (key == null && matchByEmail) {
      key = email(event);
    }
    if (key == null && event.userId() != null) {
      key = "user:" + event.userId();
    }
    if (key == null) {
      key = email(event);
    }
    if (key == null) {
      key = event.anonymousId() != null ? "anonymous:" + event.anonymousId() : "message:" + event.messageId();
    }
    return key.length() <= MAX_LENGTH ? key : digest(key);
  }

  private static String identified(Event event, String lookupField, boolean lookupByUserId) {
    if (lookupField != null && !lookupField.isBlank()) {
      String value = lookupByUserId ? event.userId() : event.traits().exact(lookupField).map(GroupKey::text).orElse(null);
      if (value != null) {
        return "lookup:" + value.strip();
      }
    }
    Integrations pardot = event.pardot();
    if (pardot.id() != null) {
      return "id:" + pardot.id();
    }
    if (pardot.fid() != null) {
      return "fid:" + (pardot.fid().length() == FID_LENGTH + 3 ? pardot.fid().substring(0, FID_LENGTH) : pardot.fid());
    }
    return null;
  }

  private static String text(JsonNode value) {
    return value.isBoolean() ? value.asText() : Identifier.of(value);
  }

  private static String email(Event event) {
    return event.email().map(email -> "email:" + email.toLowerCase(Locale.ROOT)).orElse(null);
  }

  private static String digest(String key) {
    return key.substring(0, key.indexOf(':') + 1) + "sha256:" + Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
  }
}
