package io.pardotroutes.prospect;

import java.util.regex.Pattern;

/**
 * One value of an event that does not reach Pardot as it was given: left out or cut. It names the place, never the value.
 *
 * @param name the prospect field, or the trait's path where no field is meant for it
 * @param why what became of the value
 */
public record Dropped(String name, Why why) {
  /** What became of a value. */
  public enum Why {
    /** Longer than the field; its beginning was sent. */
    CUT("cut to the field's length"),
    /** An object, a list with objects in it, or a member that no row names of an object whose other members are mapped. */
    NESTED("nested, and no row of the field map reaches into it"),
    /** Not one of the spellings of yes and no. */
    NOT_BOOLEAN("not a yes or no"),
    /** Not a whole number. */
    NOT_INTEGER("not a whole number"),
    /** A number or a lookup value that doesn't fit the field and would be another one if it were cut. */
    NOT_WRITABLE("does not fit the field, and would be another value if it were cut"),
    /** Not a plausible e-mail address. */
    INVALID_EMAIL("not an e-mail address"),
    /** The trait's name can't be the name of a prospect field. */
    NAME("not the name of a prospect field: letters, digits and _ only, 60 at most"),
    /** A name that Pardot keeps for itself; the field map has to name it on purpose. */
    RESERVED("a name that Pardot keeps for itself"),
    /** The destination's lookup field takes nothing but the lookup value. */
    LOOKUP("kept for the lookup value");

    private final String text;

    Why(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }

  private static final int LONGEST_NAME = 60;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^A-Za-z0-9_.-]");

  /** Cleans the name: it may come from an event and goes to logs and receipts. */
  public Dropped {
    name = UNPRINTABLE.matcher(name.substring(0, Math.min(name.length(), LONGEST_NAME))).replaceAll("?");
  }

  @Override
  public String toString() {
    return name + ": " + why.text();
  }
}
