package io.pardotroutes.event;

import java.util.List;

/** Nothing of the input is usable: it is no JSON, has no event, or not one that is valid. */
public final class InvalidRequest extends RuntimeException {

  private final transient List<InvalidEvent> errors;
  private final transient String writeKey;

  /**
   * @param errors at least one, in the order of the input
   * @param writeKey as {@link #writeKey()}
   */
  public InvalidRequest(String message, List<InvalidEvent> errors, String writeKey) {
    super(message);
    this.errors = List.copyOf(errors);
    this.writeKey = writeKey;
  }

  static InvalidRequest of(InvalidEvent error, String writeKey) {
    return new InvalidRequest(error.describe(), List.of(error), writeKey);
  }

  static InvalidRequest of(String path, String message) {
    return of(new InvalidEvent(-1, path, message, null), null);
  }

  /** At least one error, in the order of the input. */
  public List<InvalidEvent> errors() {
    return errors;
  }

  /** The key in the body as far as it could be read, so that a stranger can be told so instead; else null. */
  public String writeKey() {
    return writeKey;
  }
}
