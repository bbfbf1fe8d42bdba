package io.pardotroutes.pardot.form;

import java.io.Writer;

/** Writes {@code application/x-www-form-urlencoded}: names and values percent-encoded as UTF-8, a blank as {@code +} (WHATWG URL standard). */
final class FormWriter extends Writer {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] PLAIN = new boolean[128];

  static {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._".chars().forEach(c -> PLAIN[c] = true);
  }

  private final StringBuilder form;
  private char high;

  FormWriter(int expectedLength) {
    form = new StringBuilder(expectedLength);
  }

  FormWriter add(String name, String value) {
    name(name);
    encode(value);
    endValue();
    return this;
  }

  /** Starts a parameter; its value is what is written next. */
  FormWriter name(String name) {
    endValue();
    if (!form.isEmpty()) {
      form.append('&');
    }
    encode(name);
    form.append('=');
    return this;
  }

  String text() {
    endValue();
    return form.toString();
  }

  private void encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      encode(text.charAt(i));
    }
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      encode(buffer[i]);
    }
  }

  private void encode(char c) {
    if (c < 128 && high == 0) {
      if (PLAIN[c]) {
        form.append(c);
      } else if (c == ' ') {
        form.append('+');
      } else {
        octet(c);
      }
      return;
    }
    beyondAscii(c);
  }

  /** A pair of surrogates may be parted by the end of a buffer; half a pair becomes U+FFFD. */
  private void beyondAscii(char c) {
    if (high != 0) {
      char first = high;
      high = 0;
      if (Character.isLowSurrogate(c)) {
        codePoint(Character.toCodePoint(first, c));
        return;
      }
      codePoint(0xfffd);
      encode(c);
    } else if (Character.isHighSurrogate(c)) {
      high = c;
    } else {
      codePoint(Character.isLowSurrogate(c) ? 0xfffd : c);
    }
  }

  private void codePoint(int c) {
    if (c < 0x800) {
      octet(0xc0 | c >> 6);
    } else if (c < 0x10000) {
      octet(0xe0 | c >> 12);
      octet(0x80 | c >> 6 & 0x3f);
    } else {
      octet(0xf0 | c >> 18);
      octet(0x80 | c >> 12 & 0x3f);
      octet(0x80 | c >> 6 & 0x3f);
    }
    octet(0x80 | c & 0x3f);
  }

  private void octet(int octet) {
    form.append('%').append(HEX[octet >> 4 & 15]).append(HEX[octet & 15]);
  }

  private void endValue() {
    if (high != 0) {
      high = 0;
      codePoint(0xfffd);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
