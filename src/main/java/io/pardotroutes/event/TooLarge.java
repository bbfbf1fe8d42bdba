package io.pardotroutes.event;

/** The unpacked input is over a limit of Segment's HTTP tracking API (32 KB an event, 500 KB and 2,500 events a batch). */
public final class TooLarge extends RuntimeException {

  TooLarge(String message) {
    super(message);
  }
}
