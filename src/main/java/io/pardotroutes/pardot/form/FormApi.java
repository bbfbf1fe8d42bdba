package io.pardotroutes.pardot.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The calls of version 3 and 4 (Pardot API v3/v4, Prospects). Everything goes into the form body, so that no address stands in a URL. */
public final class FormApi implements PardotApi {
  /** Most prospects of one batch call. */
  public static final int BATCH_LIMIT = 50;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

  private final ApiVersion version;

  /** @param version one that has form calls */
  public FormApi(ApiVersion version) {
    this.version = version;
  }

  @Override
  public PardotRequest batch(Operation operation, List<ProspectWrite> writes) {
    if (writes.isEmpty() || writes.size() > BATCH_LIMIT) {
      throw new IllegalArgumentException("a batch takes 1 to " + BATCH_LIMIT + " prospects, not " + writes.size());
    }
    Set<String> named = new HashSet<>();
    for (ProspectWrite write : writes) {
      check(operation, write);
      if (write.by() != By.NEW && !named.add(write.identity())) {
        throw new IllegalArgumentException("two writes of one batch name the same prospect");
      }
    }
    Object prospects = version.isUniqueByEmail()
        ? writes.stream().collect(Collectors.toMap(ProspectWrite::key, write -> fields(operation, write), (one, other) -> one, LinkedHashMap::new))
        : writes.stream().map(write -> named(operation, write)).toList();
    String name = switch (operation) {
      case CREATE -> "batchCreate";
      case UPDATE -> "batchUpdate";
      case UPSERT -> "batchUpsert";
    };
    try {
      String json = JSON.writeValueAsString(Map.of("prospects", prospects));
      return request("prospect", name, new Form().add("prospects", json), findsByEmail(operation));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can't be written as JSON", e);
    }
  }

  @Override
  public PardotRequest write(Operation operation, ProspectWrite write) {
    check(operation, write);
    Form form = new Form();
    named(operation, write).forEach(form::add);
    return request("prospect", word(operation), form, findsByEmail(operation));
  }

  @Override
  public PardotRequest readByEmail(String email) {
    return request("prospect", PardotRequest.READ, new Form().add("limit_related_records", "true").add("email", email), true);
  }

  @Override
  public PardotRequest customFields() {
    return request("customField", PardotRequest.QUERY, new Form().add("output", "mobile"), false);
  }

  @Override
  public PardotReply reply(PardotRequest request, int status, UnaryOperator<String> headers, InputStream answer) {
    return FormReplies.read(request, status, headers, answer);
  }

  private PardotRequest request(String object, String operation, Form form, boolean findsByEmail) {
    return new PardotRequest(operation, "POST", "/api/" + object + "/version/" + version + "/do/" + operation, CONTENT_TYPE, form.text(), findsByEmail);
  }

  /** Where the e-mail is who a prospect is, an update has to find it. */
  private boolean findsByEmail(Operation operation) {
    return version.isUniqueByEmail() && operation == Operation.UPDATE;
  }

  private static String word(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  private void check(Operation operation, ProspectWrite write) {
    boolean fits = version.isUniqueByEmail() ? write.by() == By.EMAIL : switch (write.by()) {
      case EMAIL -> false;
      case NEW -> operation != Operation.UPDATE;
      case ID, FID -> operation != Operation.CREATE;
    };
    if (!fits) {
      throw new IllegalArgumentException("version " + version + " can't " + word(operation) + " a prospect by " + write.by());
    }
    if (write.email() == null && (write.by() == By.NEW || write.by() == By.EMAIL)) {
      throw new IllegalArgumentException("a prospect can't be created without an e-mail");
    }
  }

  /** What is written, after what names the prospect. */
  private static Map<String, String> named(Operation operation, ProspectWrite write) {
    Map<String, String> named = new LinkedHashMap<>();
    switch (write.by()) {
      case ID -> named.put("id", write.key());
      case FID -> named.put("fid", write.key());
      default -> { }
    }
    if (write.email() != null) {
      named.put("email", write.email());
    }
    named.putAll(fields(operation, write));
    return named;
  }

  private static Map<String, String> fields(Operation operation, ProspectWrite write) {
    if (!sendsCampaign(operation, write)) {
      return write.fields();
    }
    Map<String, String> fields = new LinkedHashMap<>(write.fields());
    fields.put("campaign_id", write.campaignId());
    return fields;
  }

  /** An update never moves a prospect to another campaign, and an upsert by e-mail may be one. */
  private static boolean sendsCampaign(Operation operation, ProspectWrite write) {
    return write.campaignId() != null && (write.by() == By.NEW || operation == Operation.CREATE);
  }

  /** A body that asks for JSON (WHATWG URL standard, application/x-www-form-urlencoded). */
  private static final class Form {

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-._";
    /** Every octet as it is written. Java's URLEncoder has the same alphabet and takes twice the time, for the largest text there is. */
    private static final String[] OCTETS = IntStream.range(0, 256)
        .mapToObj(octet -> PLAIN.indexOf(octet) >= 0 ? Character.toString(octet) : octet == ' ' ? "+" : String.format("%%%02X", octet))
        .toArray(String[]::new);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

    private final StringBuilder parameters = new StringBuilder("format=json");

    Form add(String name, String value) {
      parameters.append('&');
      encode(name);
      parameters.append('=');
      encode(value);
      return this;
    }

    String text() {
      return parameters.toString();
    }

    /** Half a surrogate pair, which no UTF-8 has, becomes the replacement character. */
    private void encode(String text) {
      try {
        ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(REPLACEMENT)
            .encode(CharBuffer.wrap(text));
        while (octets.hasRemaining()) {
          parameters.append(OCTETS[octets.get() & 0xff]);
        }
      } catch (CharacterCodingException e) {
        throw new IllegalStateException("every text can be written in UTF-8", e);
      }
    }
  }
}
