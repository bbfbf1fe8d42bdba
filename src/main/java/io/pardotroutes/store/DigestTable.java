package io.pardotroutes.store;

/**
 * A set of 128-bit digests in one array of longs, open addressing with linear probing: 20 bytes a digest when full.
 * Not thread-safe. Digests are spread evenly by nature, so their own bits are the hash.
 */
final class DigestTable {

  /** Grown by halves this comes to a good 320,000 slots: room for a generation of 250,000 with little to spare. */
  private static final int FIRST_SLOTS = 1100;
  private static final double FULLEST = 0.8;

  private long[] cells = new long[2 * FIRST_SLOTS];
  private int size;

  int size() {
    return size;
  }

  boolean contains(Digest digest) {
    return cells[slotOf(digest.high(), digest.low())] != 0;
  }

  /** Adds a digest. An answer of false says that it was there before. */
  boolean add(Digest digest) {
    if (size + 1 > slots() * FULLEST) {
      grow();
    }
    int slot = slotOf(digest.high(), digest.low());
    if (cells[slot] != 0) {
      return false;
    }
    put(slot, digest.high(), digest.low());
    size++;
    return true;
  }

  private void put(int slot, long high, long low) {
    cells[slot] = high;
    cells[slot + 1] = low;
  }

  /** The index of the cell pair that holds this digest, or of the empty pair where it belongs. */
  private int slotOf(long high, long low) {
    int slots = slots();
    int slot = (int) Long.remainderUnsigned(low, slots);
    while (cells[2 * slot] != 0 && (cells[2 * slot] != high || cells[2 * slot + 1] != low)) {
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
    return 2 * slot;
  }

  private int slots() {
    return cells.length / 2;
  }

  private void grow() {
    long[] old = cells;
    cells = new long[2 * (slots() + slots() / 2)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        put(slotOf(old[i], old[i + 1]), old[i], old[i + 1]);
      }
    }
  }
}
