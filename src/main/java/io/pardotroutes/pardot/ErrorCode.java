package io.pardotroutes.pardot;

/**
 * One row of the table of error codes.
 *
 * @param kind what to do about it
 * @param reason of {@link PardotRejected}, null for other kinds
 * @param text what it means and what to do, in our words
 */
record ErrorCode(Kind kind, String reason, String text) {
  enum Kind {
    /** Repeat; nothing was done. */
    PASSING,
    /** Repeat; it may have been done. */
    UNKNOWN,
    /** Repeat a few times; it may concern this record alone. */
    STUBBORN,
    TOKEN, RATE, QUOTA, RECORD, CONFIG,
    /** A wrong setting, or one record that is made wrong. */
    CONFIG_OR_RECORD
  }
}
