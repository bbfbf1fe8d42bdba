package io.pardotroutes.event;

/**
 * One piece of input that is no valid event, and why.
 *
 * @param index position in the batch or array, from 0; -1 where there is only one
 * @param path where in the input, e.g. {@code batch[3].traits.email}; empty for the whole of it. Holds names, never values
 * @param message what is wrong, in plain words that go on after the path ("is missing"); without a value of the event
 * @param text the input as it came, without its write key; null where it is not at hand
 */
public record InvalidEvent(int index, String path, String message, String text) {

  /** Path and message as one sentence, fit for an answer or a log. */
  public String describe() {
    return (path.isEmpty() ? "the input" : path) + " " + message;
  }

  /** Leaves the text out: it holds personal data. */
  @Override
  public String toString() {
    return "InvalidEvent[" + describe() + "]";
  }
}
