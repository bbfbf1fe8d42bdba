package io.pardotroutes.store.file;

/**
 * A set of digests in one array of longs, open addressing with linear probing: 10 bytes a digest when full.
 * Not thread-safe. Digests are spread evenly by nature, so their own bits are the hash.
 */
final class DigestTable {

  /** Grown by halves this comes to a good 320,000 cells: room for a generation of 250,000 with little to spare. */
  private static final int FIRST_CELLS = 1100;
  private static final double FULLEST = 0.8;

  private long[] cells = new long[FIRST_CELLS];
  private int size;

  int size() {
    return size;
  }

  boolean contains(Digest digest) {
    return cells[cellOf(digest.bits())] != 0;
  }

  /** Adds a digest. An answer of false says that it was there before. */
  boolean add(Digest digest) {
    if (size + 1 > cells.length * FULLEST) {
      grow();
    }
    int cell = cellOf(digest.bits());
    if (cells[cell] != 0) {
      return false;
    }
    cells[cell] = digest.bits();
    size++;
    return true;
  }

  /** The index of the cell that holds this digest, or of the empty one where it belongs. */
  private int cellOf(long bits) {
    int cell = (int) Long.remainderUnsigned(bits, cells.length);
    while (cells[cell] != 0 && cells[cell] != bits) {
      cell = cell + 1 == cells.length ? 0 : cell + 1;
    }
    return cell;
  }

  private void grow() {
    long[] old = cells;
    cells = new long[old.length + old.length / 2];
    for (long bits : old) {
      if (bits != 0) {
        cells[cellOf(bits)] = bits;
      }
    }
  }
}
