package io.pardotroutes.ingest.http;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import io.pardotroutes.ingest.keys.WriteKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes events out that their write key may not send. */
final class AllowedTypes {

  private AllowedTypes() {}

  /**
   * What is left of a request; the others are among the invalid, in the order of the input.
   *
   * @param list whether the events came in a list
   * @throws InvalidRequest where nothing is left
   */
  static Reading of(Reading reading, WriteKey key, boolean list) {
    if (key.types().isEmpty() || reading.events().stream().allMatch(event -> key.types().contains(event.type()))) {
      return reading;
    }
    String message = "is none that this write key may send: " + String.join(", ", new TreeSet<>(key.types()));
    Set<Integer> notEvents = reading.invalid().stream().map(InvalidEvent::index).collect(Collectors.toSet());
    List<Event> events = new ArrayList<>();
    List<InvalidEvent> invalid = new ArrayList<>(reading.invalid());
    int index = 0;
    for (Event event : reading.events()) {
      while (notEvents.contains(index)) {
        index++;
      }
      if (key.types().contains(event.type())) {
        events.add(event);
      } else {
        invalid.add(new InvalidEvent(list ? index : -1, list ? "batch[" + index + "].type" : "type", message, event.toJson()));
      }
      index++;
    }
    invalid.sort(Comparator.comparingInt(InvalidEvent::index));
    if (events.isEmpty()) {
      throw new InvalidRequest(invalid.get(0).describe(), invalid, null);
    }
    return new Reading(events, invalid, reading.writeKey());
  }
}
