package io.pardotroutes.pardot.form;

import io.pardotroutes.pardot.Failure;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.RecordErrors;
import io.pardotroutes.pardot.RetryAfter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the answers of version 3 and 4, in JSON or XML. */
final class FormReplies {
  /** Longer answers are not read. */
  static final int LARGEST = 5_000_000;

  private static final int HTML_SEARCHED = 200;

  private FormReplies() {}

  /** As {@link io.pardotroutes.pardot.PardotApi#reply}. */
  static PardotReply read(PardotRequest request, int status, UnaryOperator<String> headers, InputStream answer) {
    byte[] bytes;
    try {
      bytes = answer.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw Failure.unavailable("the connection to Pardot broke in the middle of the answer", status, request, false, e);
    }
    if (bytes.length > LARGEST) {
      throw Failure.unavailable("the answer is larger than " + LARGEST + " bytes", status, request, false, null);
    }
    Duration retryAfter = RetryAfter.parse(headers.apply("Retry-After"));
    Envelope envelope = envelope(bytes).orElse(null);
    if (envelope == null) {
      throw Failure.ofStatus(status, request, isWebPage(headers.apply("Content-Type"), bytes), retryAfter);
    }
    if (request.isBatch() && !envelope.errors().isEmpty()) {
      return new PardotReply(0, false, List.of(), List.of(), classified(envelope.errors(), request));
    }
    if (envelope.code() != 0) {
      return refused(request, status, envelope, retryAfter);
    }
    if (!envelope.ok()) {
      throw Failure.ofStatus(status, request, false, retryAfter);
    }
    if (status >= 400) {
      throw Failure.unavailable("the answer contradicts itself: ok, with the status of an error", status, request, true, null);
    }
    return new PardotReply(0, status == 201, envelope.prospects(), envelope.customFields(), Map.of());
  }

  private static PardotReply refused(PardotRequest request, int status, Envelope envelope, Duration retryAfter) {
    PardotException failure = Failure.ofCode(envelope.code(), status, request, envelope.parameters(), retryAfter);
    if (!request.isWrite() && failure instanceof PardotRejected rejected && rejected.reason().equals(PardotRejected.NOT_FOUND)) {
      return new PardotReply(envelope.code(), false, List.of(), List.of(), Map.of());
    }
    throw failure;
  }

  /** The first character tells the format better than the content type, which is often that of the format asked for. */
  private static Optional<Envelope> envelope(byte[] bytes) {
    boolean marked = bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    int start = marked ? 3 : 0;
    while (start < bytes.length && bytes[start] >= 0 && bytes[start] <= ' ') {
      start++;
    }
    if (start == bytes.length || bytes[start] != '{' && bytes[start] != '<') {
      return Optional.empty();
    }
    try {
      // Strictly: Jackson itself would take UTF-16 and UTF-32.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start)).toString();
      return bytes[start] == '{' ? JsonAnswer.read(text) : XmlAnswer.read(text);
    } catch (CharacterCodingException damaged) {
      return Optional.empty();
    }
  }

  private static boolean isWebPage(String contentType, byte[] bytes) {
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("html")) {
      return true;
    }
    String start = new String(bytes, 0, Math.min(bytes.length, HTML_SEARCHED), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return start.contains("<html") || start.contains("<!doctype html");
  }

  private static Map<String, PardotException> classified(Map<String, String> errors, PardotRequest request) {
    Map<String, PardotException> classified = new LinkedHashMap<>();
    errors.forEach((key, text) -> classified.put(key, RecordErrors.classify(text, request)));
    return classified;
  }
}
