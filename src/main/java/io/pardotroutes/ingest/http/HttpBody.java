package io.pardotroutes.ingest.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks request bodies, never more of one than its limit. */
final class HttpBody {

  private HttpBody() {}

  /**
   * The body unpacked.
   *
   * @param encoding the {@code Content-Encoding} header; null or {@code identity}: as it is
   * @param limit bytes that it may have when unpacked
   * @throws HttpRefusal 413 over the limit, 415 for another encoding than gzip, 400 for damaged gzip
   */
  static byte[] unpack(byte[] body, String encoding, int limit) {
    byte[] plain = body;
    if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
      if (!encoding.trim().equalsIgnoreCase("gzip") && !encoding.trim().equalsIgnoreCase("x-gzip")) {
        throw HttpRefusal.unsupportedMediaType("The only content encoding understood here is gzip");
      }
      plain = gunzip(body, limit);
    }
    if (plain.length > limit) {
      throw HttpRefusal.tooLarge("The body is over the limit of " + limit + " bytes unpacked; send fewer events at a time");
    }
    return plain;
  }

  private static byte[] gunzip(byte[] body, int limit) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readNBytes(limit + 1);
    } catch (IOException e) {
      throw HttpRefusal.invalidRequest("The body is not what its gzip encoding says: it can't be unpacked");
    }
  }
}
