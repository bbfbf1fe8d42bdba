package io.pardotroutes.settings;

/** A key of a properties file that people write, as the file's documentation has it. */
public interface Described {

  /** What is said of a key; as the methods of {@link Described} tell it. */
  record Description(String key, String standard, Format<?> format, String sentence) {

    /** The lines of the sentence become one. */
    public Description {
      sentence = sentence.replace('\n', ' ');
    }
  }

  /** What its methods tell. */
  Description description();

  /** As it is written in the file. */
  default String key() {
    return description().key();
  }

  /** The value while the file says nothing. */
  default String standard() {
    return description().standard();
  }

  /** What its value may be. */
  default Format<?> format() {
    return description().format();
  }

  /** What it does, in which unit, and when one would change it. */
  default String sentence() {
    return description().sentence();
  }
}
