package bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The events of every measurement: identify calls of one length as Segment's library for browsers sends them, with what Segment adds
 * before it passes them on. They differ in their numbers.
 *
 * @param first the number of the first of them, and of the first person
 * @param people how many people they are drawn from at random, the same at every run, each with an {@code org_id}; 0: each event is
 *     about a person of its own, without one
 */
record Events(long first, long people) {

  static final int DIGITS = 9;
  /** Stands for a digit of the event's number. */
  private static final char EVENT = '#';
  /** Stands for a digit of the person's number. */
  private static final char PERSON = '~';

  private static final String TEMPLATE = """
      {"type":"identify","messageId":"ajs-next-1767225600000-5c2f0a9e-7d41-#########","timestamp":"2026-01-01T00:00:00.412Z",\
      "originalTimestamp":"2026-01-01T00:00:00.120Z","sentAt":"2026-01-01T00:00:00.131Z","receivedAt":"2026-01-01T00:00:00.423Z",\
      "anonymousId":"23adfd82-aa0f-45a7-a756-~~~~~~~~~","userId":"user-~~~~~~~~~","traits":{"email":"ada.~~~~~~~~~@example.com",\
      "firstName":"Ada","lastName":"Lovelace","company":"Analytical Engines","title":"Engineer","phone":"+44 #########",\
      "address":{"city":"London","country":"United Kingdom"}},\
      "context":{"page":{"path":"/academy/","referrer":"https://www.example.org/","search":"?utm_source=newsletter",\
      "title":"Analytics Academy","url":"https://www.example.com/academy/?utm_source=newsletter"},\
      "library":{"name":"analytics.js","version":"npm:next-1.81.0"},\
      "userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",\
      "locale":"en-GB","ip":"192.0.2.7","campaign":{"name":"spring","source":"newsletter","medium":"email","term":"crm","content":"link"}},\
      "integrations":{"All":true,"Salesforce":false}}""";
  private static final String WITH_ORG_ID = TEMPLATE.replace("\"firstName\"", "\"org_id\":\"org-~~~~~~~~~\",\"firstName\"");

  static Events parse(String first, String people) {
    return new Events(Long.parseLong(first), Long.parseLong(people));
  }

  String event(long number) {
    return template().replace(String.valueOf(EVENT).repeat(DIGITS), digits(number))
        .replace(String.valueOf(PERSON).repeat(DIGITS), digits(person(number)));
  }

  static int meanBytes() {
    return (TEMPLATE.length() + WITH_ORG_ID.length()) / 2;
  }

  /** The body of a call with one event or of a batch call, its numbers to be written over {@link #places}. */
  String body(int events) {
    return events == 1 ? template() : IntStream.range(0, events).mapToObj(i -> template()).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
  }

  /** Where the numbers begin in a text with events; each event has the same count of them. */
  static int[] places(byte[] text) {
    return IntStream.range(1, text.length).filter(i -> (text[i] == EVENT || text[i] == PERSON) && text[i - 1] != text[i]).toArray();
  }

  /** The number that belongs where {@code sign} stands. */
  long numberFor(byte sign, long event) {
    return sign == PERSON ? person(event) : event;
  }

  private String template() {
    return people == 0 ? TEMPLATE : WITH_ORG_ID;
  }

  private long person(long event) {
    return people == 0 ? event : first + Long.remainderUnsigned(scattered(event), people);
  }

  /** SplitMix64: neighbours are far from each other. */
  private static long scattered(long number) {
    long mixed = (number + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  private static String digits(long number) {
    return String.format("%0" + DIGITS + "d", number);
  }
}
