package io.pardotroutes.event;

/** An input can't be told apart into JSON values. The message says what is wrong and in which line; it holds nothing of the input. */
public final class BrokenJson extends RuntimeException {

  BrokenJson(String message) {
    super(message);
  }
}
