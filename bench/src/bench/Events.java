package bench;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The events of every measurement: identify calls of about 330 bytes that differ in their number, each about a person of its own. */
final class Events {

  /** Stands for the event's number; nine digits, so that all events have one length. */
  static final String NUMBER = "#########";

  static final String TEMPLATE = "{\"type\":\"identify\",\"messageId\":\"bench-#########\",\"timestamp\":\"2026-01-01T00:00:00.000Z\","
      + "\"userId\":\"user-#########\",\"traits\":{\"email\":\"ada.#########@example.com\",\"firstName\":\"Ada\",\"lastName\":\"Lovelace\","
      + "\"company\":\"Analytical Engines\",\"title\":\"Engineer\",\"phone\":\"+44 20 7946 0000\","
      + "\"address\":{\"city\":\"London\",\"country\":\"United Kingdom\"}}}";

  private Events() {}

  static String event(long number) {
    return TEMPLATE.replace(NUMBER, digits(number));
  }

  /** The body of a batch call. */
  static String batch(int events) {
    return LongStream.range(0, events).mapToObj(i -> TEMPLATE).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  static String digits(long number) {
    return String.format("%09d", number);
  }
}
