package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Settings;
import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.ControlObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows and changes the settings. A change names only what changes. */
record SettingsCall(Organisation organisation) {
  private static final Set<String> OWN_MEMBERS = Set.of("latency", "concurrency", "dailyLimit", "tokenLife",
      "multipleProspectsPerEmail", "requireToken", "businessUnits", "businessUnit", "htmlEntities");
  private static final Set<String> MEMBERS =
      Stream.of(OWN_MEMBERS, SignInSettingsCall.MEMBERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  ObjectNode show() {
    Settings settings = organisation.settings();
    ObjectNode json = JsonNodeFactory.instance.objectNode()
        .put("latency", settings.latency()).put("concurrency", settings.concurrency())
        .put("dailyLimit", settings.dailyLimit()).put("tokenLife", settings.tokenLife())
        .put("multipleProspectsPerEmail", settings.multipleProspectsPerEmail())
        .put("requireToken", settings.requireToken()).put("htmlEntities", settings.htmlEntities());
    settings.businessUnits().forEach(json.putArray("businessUnits")::add);
    SignInSettingsCall.show(settings.signIn(), json);
    return json;
  }

  void change(JsonNode body) {
    var change = ControlObject.of("the settings", body, MEMBERS);
    Settings now = organisation.settings();
    List<String> units = change.texts("businessUnits", now.businessUnits());
    units.forEach(BusinessUnit::requireId);
    // Null, in a call or by default, leaves it to each unit's first call.
    Boolean several = change.changed("multipleProspectsPerEmail", change.has("businessUnit") ? null : now.multipleProspectsPerEmail(),
        name -> change.flag(name, false));
    var changed = new Settings(
        (int) change.whole("latency", 0, 600_000, now.latency()),
        (int) change.whole("concurrency", 1, 10_000, now.concurrency()),
        change.changed("dailyLimit", now.dailyLimit(), name -> (int) change.whole(name, 0, Integer.MAX_VALUE, 0)),
        change.whole("tokenLife", 0, 31_536_000, now.tokenLife()),
        change.has("businessUnit") ? now.multipleProspectsPerEmail() : several,
        change.flag("requireToken", now.requireToken()),
        units,
        change.flag("htmlEntities", now.htmlEntities()),
        SignInSettingsCall.read(change, now.signIn()));
    if (change.has("businessUnit")) {
      fixOne(change.text("businessUnit", ""), several, changed);
    } else if (change.has("multipleProspectsPerEmail") && several != null) {
      organisation.units().forEach(unit -> refuseRepeats(unit, several));
      organisation.change(changed);
      organisation.units().forEach(unit -> unit.allowSeveralPerEmail(several));
    } else {
      organisation.change(changed);
    }
  }

  private void fixOne(String id, Boolean several, Settings changed) {
    BusinessUnit.requireId(id);
    ControlError.when(several == null, "\"businessUnit\" goes with \"multipleProspectsPerEmail\": true or false");
    if (!changed.businessUnits().isEmpty() && !changed.businessUnits().contains(id)) {
      throw ControlError.invalid("\"businessUnit\" is none of the \"businessUnits\" of the settings");
    }
    organisation.units().stream().filter(unit -> unit.id().equals(id)).forEach(unit -> refuseRepeats(unit, several));
    organisation.change(changed);
    organisation.unit(id).allowSeveralPerEmail(several);
  }

  private static void refuseRepeats(BusinessUnit unit, boolean several) {
    if (!several && unit.prospects().repeatsAnEmail()) {
      throw ControlError.invalid("\"multipleProspectsPerEmail\" can't be false: business unit " + unit.id()
          + " has an address more than once; DELETE /sandbox empties it");
    }
  }
}
