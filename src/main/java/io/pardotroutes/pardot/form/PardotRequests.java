package io.pardotroutes.pardot.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The prospect calls of version 3 and 4 (Pardot API v3/v4, Prospects). Everything goes into the form body, so that no address stands in a URL. */
public final class PardotRequests {
  /** Most prospects of one batch call. */
  public static final int BATCH_LIMIT = 50;

  private static final JsonFactory JSON = new JsonFactory();

  /** What a call does with a prospect. */
  public enum Operation {
    /** Always makes a new prospect in version 4; refused by version 3 where the e-mail is known. */
    CREATE("create", "batchCreate"),
    /** Changes a prospect that is there. */
    UPDATE("update", "batchUpdate"),
    /** Changes or makes. In version 4 a write by e-mail makes a new prospect each time. */
    UPSERT("upsert", "batchUpsert");

    private final String single;
    private final String batch;

    Operation(String single, String batch) {
      this.single = single;
      this.batch = batch;
    }
  }

  private final int apiVersion;
  private final String base;

  /** @param apiVersion 3 or 4 */
  public PardotRequests(int apiVersion) {
    if (apiVersion != 3 && apiVersion != 4) {
      throw new IllegalArgumentException("version " + apiVersion + " of the API has no form calls");
    }
    this.apiVersion = apiVersion;
    this.base = "/api/prospect/version/" + apiVersion + "/do/";
  }

  /**
   * Many prospects in one call.
   *
   * @param writes 1 to 50; no two may name the same prospect, because the API does not say which would win: merge them first
   * @throws IllegalArgumentException for writes that this call can't carry
   */
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
    FormWriter form = new FormWriter(256 * writes.size()).add("format", "json").name("prospects");
    try (JsonGenerator json = JSON.createGenerator(form)) {
      json.writeStartObject();
      json.writeFieldName("prospects");
      if (apiVersion == 3) {
        keyed(json, operation, writes);
      } else {
        listed(json, operation, writes);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PardotRequest(operation.batch, base + operation.batch, form.text());
  }

  /**
   * One prospect.
   *
   * @throws IllegalArgumentException for a write that this call can't carry
   */
  public PardotRequest single(Operation operation, ProspectWrite write) {
    check(operation, write);
    FormWriter form = new FormWriter(512).add("format", "json");
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
    return new PardotRequest(operation.single, base + operation.single, form.text());
  }

  /** All prospects with this e-mail: in version 4 there may be several. */
  public PardotRequest readByEmail(String email) {
    return read("email", email);
  }

  /** The prospect with this id of Pardot's. */
  public PardotRequest readById(long id) {
    return read("id", Long.toString(id));
  }

  /** The prospect with this Salesforce id, version 4 only. */
  public PardotRequest readByFid(String fid) {
    if (apiVersion == 3) {
      throw new IllegalArgumentException("version 3 can't read by fid");
    }
    return read("fid", fid);
  }

  /** All custom fields of the account: read what comes with {@link CustomField#all}. */
  public PardotRequest customFields() {
    FormWriter form = new FormWriter(64).add("format", "json").add("output", "mobile");
    return new PardotRequest(PardotRequest.QUERY, "/api/customField/version/" + apiVersion + "/do/" + PardotRequest.QUERY, form.text());
  }

  private PardotRequest read(String identifier, String value) {
    FormWriter form = new FormWriter(96).add("format", "json").add("limit_related_records", "true").add(identifier, value);
    return new PardotRequest(PardotRequest.READ, base + PardotRequest.READ, form.text());
  }

  private void check(Operation operation, ProspectWrite write) {
    boolean fits = apiVersion == 3 ? write.by() == By.EMAIL : switch (write.by()) {
      case EMAIL -> false;
      case NEW -> operation != Operation.UPDATE;
      case ID, FID -> operation != Operation.CREATE;
    };
    if (!fits) {
      throw new IllegalArgumentException("version " + apiVersion + " can't " + operation.single + " a prospect by " + write.by());
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
}
