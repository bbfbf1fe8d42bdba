package io.pardotroutes.sandbox.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One prospect. Only the fields that were given take memory: pairs of field and value in one array. */
public final class Prospect {
  private static final Object[] NONE = {};

  private final long id;
  private String email;
  private long createdAt;
  private long updatedAt;
  private boolean archived;
  private Object[] values = NONE;

  /** @param now seconds since 1970 */
  public Prospect(long id, String email, long now) {
    this.id = id;
    this.email = email;
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Its id, from 1 on. */
  public long id() {
    return id;
  }

  /** Its address as it was given. */
  public String email() {
    return email;
  }

  /** Addresses are compared without regard to letter case. */
  public String emailKey() {
    return key(email);
  }

  /** What an address is compared by. */
  public static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  void rename(String email) {
    this.email = email;
  }

  /** Seconds since 1970. */
  public long createdAt() {
    return createdAt;
  }

  /** Seconds since 1970. */
  public long updatedAt() {
    return updatedAt;
  }

  /** Gives it other times, in seconds since 1970. */
  public void date(long createdAt, long updatedAt) {
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  /** It was written at that second since 1970. */
  public void touch(long now) {
    updatedAt = now;
  }

  /** Whether it is in the recycle bin. */
  public boolean archived() {
    return archived;
  }

  /** Moves it into the recycle bin, or out of it. */
  public void archive(boolean archived) {
    this.archived = archived;
  }

  /** The text of a field, null without one; of several values the first. */
  public String text(Field field) {
    Object value = value(field);
    return value instanceof List<?> several ? (String) several.get(0) : (String) value;
  }

  /** All values of a field. */
  @SuppressWarnings("unchecked")
  public List<String> texts(Field field) {
    Object value = value(field);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> several ? (List<String>) several : List.of((String) value);
  }

  /** Sets a field to a text or a list of texts that isn't empty; null clears it. */
  public void set(Field field, Object value) {
    int at = indexOf(field);
    if (at < 0 && value != null) {
      values = Arrays.copyOf(values, values.length + 2);
      values[values.length - 2] = field;
      values[values.length - 1] = value;
    } else if (at >= 0 && value != null) {
      values[at + 1] = value;
    } else if (at >= 0) {
      var shorter = new Object[values.length - 2];
      System.arraycopy(values, 0, shorter, 0, at);
      System.arraycopy(values, at + 2, shorter, at, shorter.length - at);
      values = shorter;
    }
  }

  private Object value(Field field) {
    int at = indexOf(field);
    return at < 0 ? null : values[at + 1];
  }

  private int indexOf(Field field) {
    for (int i = 0; i < values.length; i += 2) {
      if (values[i] == field) {
        return i;
      }
    }
    return -1;
  }
}
