package io.pardotroutes.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The characters of one input, decoded strictly: Jackson itself would take UTF-16, overlong UTF-8 and half surrogates.
 *
 * @param chars those from {@code length} on are none of it
 * @param surrogatesByEscape whether an escape may have made half a surrogate pair; the decoder lets none through
 */
record Source(char[] chars, int length, boolean ascii, boolean surrogatesByEscape) {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** @throws InvalidRequest where the bytes are no UTF-8 */
  public static Source of(byte[] body) {
    int start = startsWithMark(body) ? BYTE_ORDER_MARK.length : 0;
    ByteBuffer in = ByteBuffer.wrap(body, start, body.length - start);
    CharBuffer out = CharBuffer.allocate(body.length - start);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    if (result.isError()) {
      throw InvalidRequest.of("", "is not UTF-8: byte " + (in.position() + 1) + " is wrong; send UTF-8");
    }
    return new Source(out.array(), out.position(), out.position() == body.length - start, hasSurrogateEscape(out.array(), out.position()));
  }

  /** The first character that is no white space; 0 where there is none. */
  char first() {
    for (int i = 0; i < length; i++) {
      if (!Character.isWhitespace(chars[i])) {
        return chars[i];
      }
    }
    return 0;
  }

  /** How many bytes of UTF-8 these characters were. */
  int bytes(int from, int to) {
    if (ascii) {
      return to - from;
    }
    int bytes = 0;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  /** These characters, with the given parts of them ({from, to}, in order) replaced by an empty JSON string. */
  String text(int from, int to, List<int[]> secrets) {
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    for (int[] secret : secrets) {
      text.append(chars, at, secret[0] - at).append("\"\"");
      at = secret[1];
    }
    return text.append(chars, at, to - at).toString();
  }

  private static boolean hasSurrogateEscape(char[] chars, int length) {
    for (int i = 0; i < length - 2; i++) {
      if (chars[i] == '\\' && chars[i + 1] == 'u' && (chars[i + 2] | 0x20) == 'd') {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithMark(byte[] body) {
    return body.length >= 3 && body[0] == BYTE_ORDER_MARK[0] && body[1] == BYTE_ORDER_MARK[1] && body[2] == BYTE_ORDER_MARK[2];
  }
}
