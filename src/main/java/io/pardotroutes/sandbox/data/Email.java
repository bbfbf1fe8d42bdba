package io.pardotroutes.sandbox.data;

import java.util.regex.Pattern;

/** The syntax of an address, as strict as Pardot's code 4: one {@code @}, no white space, a domain with a dot. */
public final class Email {
  private static final String ATOM = "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]++";
  private static final String LABEL = "[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*+");
  private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+[\\p{L}\\p{N}\\p{M}-]{2,63}");

  private Email() {}

  /** Whether Pardot would take the text for an address. */
  public static boolean isOne(String text) {
    int at = text.lastIndexOf('@');
    return at > 0 && text.codePointCount(0, text.length()) <= 255
        && LOCAL.matcher(text.substring(0, at)).matches()
        && DOMAIN.matcher(text.substring(at + 1)).matches();
  }
}
