package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Settings;
import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.ControlJson;

/** Shows and changes the settings. A change names only what changes. */
record SettingsCall(Organisation organisation) {
  private static final String MODE = "multipleProspectsPerEmail";

  ObjectNode show() {
    return ControlJson.show(organisation.settings());
  }

  /** With {@code businessUnit} the mode is that unit's alone; null leaves it to each unit's first call. */
  void change(ObjectNode change) {
    JsonNode unit = change.remove("businessUnit");
    ObjectNode now = show();
    JsonNode before = now.get(MODE);
    now.setAll(change);
    Settings changed = ControlJson.read(now, Settings.class);
    Boolean several = change.has(MODE) ? changed.multipleProspectsPerEmail() : null;
    if (unit != null) {
      fixOne(unit.asText(), several, ControlJson.read(now.set(MODE, before), Settings.class));
    } else if (several != null) {
      organisation.units().forEach(known -> refuseRepeats(known, several));
      organisation.change(changed);
      organisation.units().forEach(known -> known.allowSeveralPerEmail(several));
    } else {
      organisation.change(changed);
    }
  }

  private void fixOne(String id, Boolean several, Settings changed) {
    BusinessUnit.requireId(id);
    ControlError.when(several == null, "\"businessUnit\" goes with \"multipleProspectsPerEmail\": true or false");
    ControlError.when(!changed.knows(id), "\"businessUnit\" is none of the \"businessUnits\" of the settings");
    organisation.units().stream().filter(unit -> unit.id().equals(id)).forEach(unit -> refuseRepeats(unit, several));
    organisation.change(changed);
    organisation.unit(id).allowSeveralPerEmail(several);
  }

  private static void refuseRepeats(BusinessUnit unit, boolean several) {
    ControlError.when(!several && unit.prospects().repeatsAnEmail(), "\"multipleProspectsPerEmail\" can't be false: business unit "
        + unit.id() + " has an address more than once; DELETE /sandbox empties it");
  }
}
