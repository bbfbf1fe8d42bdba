package io.pardotroutes.delivery;

import java.util.Objects;

/**
 * The question which prospect an event is about, and its answer. Two events that mean the same prospect have equal keys.
 * A lookup is by the value of the lookup field, or by e-mail address alone.
 */
public final class Lookup {

  private final String key;
  private String email;
  private boolean answered;
  private Long id;

  private Lookup(String key, String email) {
    this.key = key;
    this.email = email;
  }

  static Lookup byField(String destination, String field, String value, String email) {
    return new Lookup(destination + "|" + field + "=" + value, email);
  }

  static Lookup byEmail(String destination, String email) {
    return new Lookup(keyOfEmail(destination, email), email);
  }

  static String keyOfEmail(String destination, String email) {
    return destination + "|email=" + email;
  }

  /** What names the prospect within the cache: destination, field and value. */
  public String getKey() {
    return key;
  }

  /** The address to read by; null when neither the event nor the cache has one. */
  String email() {
    return email;
  }

  /** The prospect was created with another address than the event's: that is the one to read by. */
  void readBy(String address) {
    email = Objects.requireNonNull(address);
  }

  boolean answered() {
    return answered;
  }

  /** The prospect's id; null when there is none (or it is not yet known whether there is). */
  Long id() {
    return id;
  }

  void found(long prospectId) {
    answered = true;
    id = prospectId;
  }

  void foundNone() {
    answered = true;
    id = null;
  }

  /** The answer was wrong: {@code address}, where the question had none. */
  void askAgain(String address) {
    answered = false;
    id = null;
    email = email == null ? address : email;
  }

  /** Another event about the same prospect, with another address: it may be known by that one. */
  void askAlsoBy(String address) {
    if (id == null && address != null && !address.equals(email)) {
      answered = false;
      email = address;
    }
  }
}
