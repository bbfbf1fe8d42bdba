package bench;

import java.time.Duration;
import java.util.List;

/** Runs {@link HttpLoad} in a process of its own. */
final class Accepts {

  private static final Duration LONGEST = Duration.ofMinutes(6);

  /** @param nextEvent the number after the last one that was sent */
  record Result(double requestsPerSecond, long nextEvent) {}

  private Accepts() {}

  static Result forSeconds(int port, int eventsPerRequest, Events events, int seconds) {
    return run(port, eventsPerRequest, events, "seconds", seconds);
  }

  static Result post(int port, int eventsPerRequest, Events events, long requests) {
    return run(port, eventsPerRequest, events, "requests", requests);
  }

  private static Result run(int port, int eventsPerRequest, Events events, String kind, long amount) {
    try (Child load = Child.java("http-load", Work.log("http-load"), List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        HttpLoad.class, String.valueOf(port), String.valueOf(eventsPerRequest), String.valueOf(events.first()),
        String.valueOf(events.people()), kind, String.valueOf(amount))) {
      String[] said = load.hear(LONGEST).split(" ");
      if (Long.parseLong(said[2]) > 0) {
        Bench.say(said[2] + " requests were refused and sent again");
      }
      return new Result(Double.parseDouble(said[0]), Long.parseLong(said[1]));
    }
  }
}
