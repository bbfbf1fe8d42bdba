package bench;

/** A program that is measured: it takes events from a durable queue of its own to the API. */
interface Subject extends AutoCloseable {

  String name();

  Child child();

  /** Puts the first {@code count} of the events on its queue. */
  void fill(Events events, long count);

  @Override
  default void close() {
    child().close();
  }
}
