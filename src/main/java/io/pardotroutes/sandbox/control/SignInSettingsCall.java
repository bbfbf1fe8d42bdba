package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.AppCertificate;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.CallbackUrls;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.data.SignInSettings;
import io.pardotroutes.sandbox.data.SignInSettings.Decision;
import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.ControlObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows and reads those of the settings that the sign-in has. */
final class SignInSettingsCall {
  static final Set<String> MEMBERS =
      Set.of("signIn", "callbackUrls", "rotateRefreshTokens", "certificate", "tokenError", "userBusinessUnits", "scopes");

  private SignInSettingsCall() {}

  static void show(SignInSettings settings, ObjectNode json) {
    AppCertificate certificate = settings.certificate();
    json.put("signIn", settings.decision().name().toLowerCase(Locale.ROOT))
        .put("rotateRefreshTokens", settings.rotateRefreshTokens())
        .put("certificate", certificate == null ? null : certificate.pem())
        .put("scopes", settings.scopes());
    SignInError error = settings.tokenError();
    if (error == null) {
      json.putNull("tokenError");
    } else {
      json.putObject("tokenError").put("error", error.error()).put("description", error.description());
    }
    settings.callbackUrls().urls().forEach(json.putArray("callbackUrls")::add);
    settings.userBusinessUnits().forEach(json.putArray("userBusinessUnits")::add);
  }

  static SignInSettings read(ControlObject change, SignInSettings now) {
    List<String> units = change.texts("userBusinessUnits", now.userBusinessUnits());
    units.forEach(BusinessUnit::requireId);
    return new SignInSettings(
        change.has("signIn") ? decision(change.text("signIn", "")) : now.decision(),
        callbackUrls(change, now),
        change.flag("rotateRefreshTokens", now.rotateRefreshTokens()),
        change.changed("certificate", now.certificate(), name -> AppCertificate.read(change.text(name, ""))),
        change.changed("tokenError", now.tokenError(), name -> tokenError(change.node(name))),
        units,
        change.changed("scopes", now.scopes(), name -> change.text(name, "").strip()));
  }

  private static Decision decision(String text) {
    return Arrays.stream(Decision.values())
        .filter(decision -> decision.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> ControlError.invalid("\"signIn\" has to be \"allow\", \"deny\" or \"ask\""));
  }

  private static CallbackUrls callbackUrls(ControlObject change, SignInSettings now) {
    List<String> urls = change.texts("callbackUrls", now.callbackUrls().urls());
    if (!urls.stream().allMatch(CallbackUrls::isOne)) {
      throw ControlError.invalid("\"callbackUrls\" has to be an array of whole URLs without a fragment, [] for any http URL of this machine");
    }
    return new CallbackUrls(urls);
  }

  private static SignInError tokenError(JsonNode node) {
    var error = ControlObject.of("\"tokenError\"", node, Set.of("error", "description"));
    if (!error.has("error") || !error.has("description")) {
      throw ControlError.invalid("\"tokenError\" has to have \"error\", like \"invalid_grant\", and \"description\"; or be null");
    }
    return new SignInError(error.text("error", ""), error.text("description", ""));
  }
}
