package io.pardotroutes.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.api.ProspectWriter.Written;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Email;
import io.pardotroutes.sandbox.data.Field;
import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.wire.Answer;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** The operations on prospects (Pardot API v3 and v4, "Prospects", supported operations). */
record ProspectCalls(Organisation organisation, BusinessUnit unit, ApiRequest request, int version, ProspectWriter writer) {

  private static final int LARGEST_BATCH = 50;

  static ProspectCalls of(Organisation organisation, BusinessUnit unit, ApiRequest request, int version) {
    return new ProspectCalls(organisation, unit, request, version, new ProspectWriter(organisation, unit.prospects(), version));
  }

  Answer run() {
    Target target = request.target();
    return switch (request.operation()) {
      case "create" -> written(writer.create(target));
      case "read" -> read(target);
      case "update" -> written(writer.update(target));
      case "upsert" -> written(writer.upsert(target));
      case "delete" -> {
        writer.delete(target);
        yield new Answer.Nothing();
      }
      case "query" -> new ProspectQuery(organisation, unit.prospects(), request).run();
      case "assign" -> assign(target);
      case "unassign" -> unassign(target);
      case "batchCreate" -> batch(writer::create);
      case "batchUpdate" -> batch(writer::update);
      case "batchUpsert" -> batch(writer::upsert);
      default -> throw Refused.with(2);
    };
  }

  /** By address v4 answers every prospect that has it; those in the recycle bin are found by id and fid only, as 132. */
  private Answer read(Target target) {
    Refused.when(target.isBy("fid") && version == 3, 22);
    boolean byEmail = target.isBy("email");
    if (!byEmail && target.identifier("id") != null) {
      return shown(List.of(live(writer.byId(target.required("id")))));
    }
    if (!byEmail && version == 4 && target.identifier("fid") != null) {
      return shown(List.of(live(writer.byFid(target.required("fid")))));
    }
    var found = unit.prospects().byEmail(target.required("email")).stream().filter(p -> !p.archived()).toList();
    Refused.when(found.isEmpty(), 4);
    return shown(found);
  }

  private static Prospect live(Prospect prospect) {
    Refused.when(prospect.archived(), 132);
    return prospect;
  }

  private Answer assign(Target target) {
    var given = List.of(Fields.USER_ID, Fields.USER_EMAIL, Fields.GROUP_ID).stream()
        .filter(field -> request.parameter(field.name()) != null).toList();
    Refused.when(given.isEmpty(), 13);
    Refused.when(given.size() > 1, 47);
    Prospect prospect = live(writer.find(target));
    Field to = given.get(0);
    String value = request.parameter(to.name()).strip();
    boolean valid = to == Fields.USER_EMAIL ? Email.isOne(value) : value.matches("[1-9]\\d{0,8}");
    Refused.when(!valid, to == Fields.USER_ID ? 10 : to == Fields.USER_EMAIL ? 11 : 12);
    release(prospect);
    prospect.set(to, value);
    prospect.touch(organisation.now());
    return shown(List.of(prospect));
  }

  private Answer unassign(Target target) {
    Prospect prospect = live(writer.find(target));
    release(prospect);
    prospect.touch(organisation.now());
    return shown(List.of(prospect));
  }

  private static void release(Prospect prospect) {
    prospect.set(Fields.USER_ID, null);
    prospect.set(Fields.USER_EMAIL, null);
    prospect.set(Fields.GROUP_ID, null);
  }

  /** Records stand alone: a bad one is reported and the others are written. No ids come back. */
  private Answer batch(Function<Target, Written> write) {
    var entries = BatchEntries.read(request.foreignBody() ? null : request.parameter("prospects"), version);
    Refused.when(entries.size() > LARGEST_BATCH, 70);
    var errors = new LinkedHashMap<String, String>();
    for (var entry : entries) {
      try {
        write.apply(entry.target());
      } catch (Refused refused) {
        errors.put(entry.key(), refused.getMessage());
      }
    }
    return new Answer.Batch(errors);
  }

  private Answer written(Written written) {
    return new Answer.Found(written.created() ? 201 : 200, content(List.of(written.prospect())));
  }

  private Answer shown(List<Prospect> prospects) {
    return new Answer.Found(200, content(prospects));
  }

  private ObjectNode content(List<Prospect> prospects) {
    var view = new ProspectView(organisation);
    Function<Prospect, JsonNode> show = view.shape(request.parameters(), view::full);
    return JsonNodeFactory.instance.objectNode().set("prospect", ProspectView.oneOrAll(prospects.stream().map(show).toList()));
  }
}
