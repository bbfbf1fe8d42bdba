package io.pardotroutes.pardot.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The calls of version 3 and 4 (Pardot API v3/v4, Prospects). Everything goes into the form body, so that no address stands in a URL. */
public final class FormApi implements PardotApi {
  /** Most prospects of one batch call. */
  public static final int BATCH_LIMIT = 50;

  private static final JsonFactory JSON = new JsonFactory();
  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";
  private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

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
    StringWriter prospects = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(prospects)) {
      json.writeStartObject();
      json.writeFieldName("prospects");
      if (version.isUniqueByEmail()) {
        keyed(json, operation, writes);
      } else {
        listed(json, operation, writes);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = switch (operation) {
      case CREATE -> "batchCreate";
      case UPDATE -> "batchUpdate";
      case UPSERT -> "batchUpsert";
    };
    return request("prospect", name, new Form().add("prospects", prospects.toString()), findsByEmail(operation));
  }

  @Override
  public PardotRequest write(Operation operation, ProspectWrite write) {
    check(operation, write);
    Form form = new Form();
    switch (write.by()) {
      case ID -> form.add("id", write.key());
      case FID -> form.add("fid", write.key());
      default -> { }
    }
    if (write.email() != null) {
      form.add("email", write.email());
    }
    write.fields().forEach(form::add);
    if (sendsCampaign(operation, write)) {
      form.add("campaign_id", write.campaignId());
    }
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

  private void keyed(JsonGenerator json, Operation operation, List<ProspectWrite> writes) throws IOException {
    json.writeStartObject();
    for (ProspectWrite write : writes) {
      json.writeObjectFieldStart(write.key());
      fields(json, operation, write);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void listed(JsonGenerator json, Operation operation, List<ProspectWrite> writes) throws IOException {
    json.writeStartArray();
    for (ProspectWrite write : writes) {
      json.writeStartObject();
      switch (write.by()) {
        case ID -> json.writeStringField("id", write.key());
        case FID -> json.writeStringField("fid", write.key());
        default -> { }
      }
      if (write.email() != null) {
        json.writeStringField("email", write.email());
      }
      fields(json, operation, write);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fields(JsonGenerator json, Operation operation, ProspectWrite write) throws IOException {
    for (Map.Entry<String, String> field : write.fields().entrySet()) {
      json.writeStringField(field.getKey(), field.getValue());
    }
    if (sendsCampaign(operation, write)) {
      json.writeStringField("campaign_id", write.campaignId());
    }
  }

  /** An update never moves a prospect to another campaign, and an upsert by e-mail may be one. */
  private static boolean sendsCampaign(Operation operation, ProspectWrite write) {
    return write.campaignId() != null && (write.by() == By.NEW || operation == Operation.CREATE);
  }

  /** A body that asks for JSON (WHATWG URL standard, application/x-www-form-urlencoded). */
  private static final class Form {
    private final StringJoiner parameters = new StringJoiner("&").add("format=json");

    Form add(String name, String value) {
      parameters.add(encoded(name) + "=" + encoded(value));
      return this;
    }

    String text() {
      return parameters.toString();
    }

    /** The JDK writes half a surrogate pair, which no UTF-8 has, as a question mark. */
    private static String encoded(String text) {
      return URLEncoder.encode(HALF_A_PAIR.matcher(text).replaceAll("\ufffd"), StandardCharsets.UTF_8);
    }
  }
}
