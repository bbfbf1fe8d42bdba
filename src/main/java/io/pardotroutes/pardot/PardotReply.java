package io.pardotroutes.pardot;

import io.pardotroutes.pardot.form.Envelope;
import io.pardotroutes.pardot.form.JsonAnswer;
import io.pardotroutes.pardot.form.XmlAnswer;
import io.pardotroutes.prospect.ProspectRecord;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that the API gave on purpose: the call went through, at least for some records of a batch.
 *
 * @param code 0; for a read that found nobody the code that says so
 * @param created a single write made a new prospect
 * @param prospects those read, or the one written; batches answer none
 * @param errors of a batch: what Pardot names the record by (its index in version 4, its e-mail in version 3) to what became of it
 */
public record PardotReply(int code, boolean created, List<ProspectRecord> prospects, Map<String, PardotException> errors) {
  /** Longer answers are not read. */
  public static final int LARGEST = 5_000_000;

  private static final int HTML_SEARCHED = 200;

  /**
   * Judges an answer: by its envelope, then by its code, then by its HTTP status (Pardot API, error codes, order of judgement). An
   * answer with status 2xx and without envelope is no success.
   *
   * @param retryAfter the header of that name, null where there is none
   * @throws PardotException of the class that says what to do; {@link PardotUnavailable} where the answer can't be understood
   */
  public static PardotReply read(PardotRequest request, int status, String contentType, String retryAfter, InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      throw new PardotUnavailable("the connection to Pardot broke in the middle of the answer", 0, status, request.isWrite(), false, e);
    }
    if (bytes.length > LARGEST) {
      throw new PardotUnavailable("the answer is larger than " + LARGEST + " bytes", 0, status, request.isWrite(), false, null);
    }
    Envelope envelope = envelope(bytes).orElse(null);
    if (envelope == null) {
      throw Failure.ofStatus(status, request, isWebPage(contentType, bytes), RetryAfter.parse(retryAfter));
    }
    if (request.isBatch() && !envelope.errors().isEmpty()) {
      return new PardotReply(0, false, List.of(), classified(envelope.errors(), request));
    }
    if (envelope.code() != 0) {
      return refused(request, status, envelope, retryAfter);
    }
    if (!envelope.ok()) {
      throw Failure.ofStatus(status, request, false, RetryAfter.parse(retryAfter));
    }
    if (status >= 400) {
      throw new PardotUnavailable("the answer contradicts itself: ok, with the status of an error", 0, status, request.isWrite(), true, null);
    }
    return new PardotReply(0, status == 201, envelope.prospects(), Map.of());
  }

  private static PardotReply refused(PardotRequest request, int status, Envelope envelope, String retryAfter) {
    PardotException failure = Failure.ofCode(envelope.code(), status, request, envelope.parameters(), RetryAfter.parse(retryAfter));
    if (!request.isWrite() && failure instanceof PardotRejected rejected && rejected.reason().equals(PardotRejected.NOT_FOUND)) {
      return new PardotReply(envelope.code(), false, List.of(), Map.of());
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
    if (start == bytes.length) {
      return Optional.empty();
    }
    if (bytes[start] != '{' && bytes[start] != '<') {
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

  /**
   * The records of a batch that failed: index in the batch to what became of it. All others were written.
   *
   * @param writes those of the batch, in its order
   * @throws PardotUnavailable where an error names no record of the batch, so that nothing is known of any of them
   */
  public Map<Integer, PardotException> failed(List<ProspectWrite> writes) {
    if (errors.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      names.put(writes.get(i).by() == By.EMAIL ? writes.get(i).key() : Integer.toString(i), i);
    }
    Map<Integer, PardotException> failed = new LinkedHashMap<>();
    errors.forEach((name, error) -> {
      Integer index = names.get(name.strip().toLowerCase(Locale.ROOT));
      if (index == null) {
        throw new PardotUnavailable("the answer to a batch names a record that is not in it", 0, 0, true, false, null);
      }
      failed.put(index, error);
    });
    return failed;
  }

  /** The records left out: they are personal. */
  @Override
  public String toString() {
    return "PardotReply[code=" + code + ", created=" + created + ", prospects=" + prospects.size() + ", errors=" + errors.size() + "]";
  }
}
