package bench;

/** A program that is measured: it takes events from a durable queue of its own to the API. */
interface Subject extends AutoCloseable {

  String name();

  Child child();

  /** Puts the events {@code first} to {@code first + count - 1} on its queue. */
  void fill(long first, long count);

  @Override
  default void close() {
    child().close();
  }
}
