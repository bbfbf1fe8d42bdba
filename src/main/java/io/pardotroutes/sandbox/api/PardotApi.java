package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Settings;
import io.pardotroutes.sandbox.data.Timestamps;
import io.pardotroutes.sandbox.signin.AccessTokens;
import io.pardotroutes.sandbox.wire.Answer;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the operation of an admitted call. */
public record PardotApi(Organisation organisation, AccessTokens tokens) {
  private static final Logger LOG = LoggerFactory.getLogger(PardotApi.class);
  private static final Set<String> FORBIDDEN_IN_QUERY = Set.of("api_key", "user_key", "access_token");

  /**
   * The business unit of a call, which has then one request more in flight: 184 without a good token of a member, 181, 182 and
   * 201 for the business unit's header, 66 and 122 for the limits.
   *
   * @param authorization may be null: allowed unless the settings require a token
   * @param unitId the header {@code Pardot-Business-Unit-Id}; may be null if there is no token either
   */
  BusinessUnit admit(String authorization, String unitId, ApiRequest request) {
    Refused.when(request.parameters().keySet().stream().anyMatch(FORBIDDEN_IN_QUERY::contains), 49);
    Refused.when(authorization != null && authorization.startsWith("Pardot "), 199);
    Refused.when(authorization == null ? organisation.settings().requireToken() : !opens(authorization), 184);
    Refused.when(unitId == null && authorization != null, 181);
    Refused.when(unitId != null && !BusinessUnit.ID.matcher(unitId).matches(), 182);
    if (unitId != null && authorization != null) {
      organisation.requireKnown(unitId);
      Refused.when(!organisation.settings().member(unitId), 184);
    }
    BusinessUnit unit = organisation.called(unitId == null ? BusinessUnit.DEFAULT_ID : unitId);
    unit.enter(organisation.settings(), Timestamps.today(organisation.clock()));
    return unit;
  }

  private boolean opens(String authorization) {
    AccessTokens.Access access = tokens.of(authorization);
    return access != null && Settings.hasScope(access.scope(), "pardot_api");
  }

  /** Carries the call out. Every refusal is an answer. */
  Answer answer(ApiRequest request, BusinessUnit unit) {
    try {
      refuseMethod(request);
      int version = request.versionNumber();
      unit.accept(version);
      Refused.when(request.operation() == null, 2);
      boolean batch = request.operation().startsWith("batch");
      Refused.when(request.foreignBody() && !batch, 151);
      return switch (request.object()) {
        case "prospect" -> ProspectCalls.of(organisation, unit, request, version).run();
        case "customField" -> new CustomFieldCalls(organisation, request).run();
        default -> throw Refused.with(2);
      };
    } catch (Refused refused) {
      return Answer.Failed.because(refused);
    } catch (RuntimeException bug) {
      LOG.error("the sandbox failed in {}", request.call(), bug);
      return Answer.Failed.because(Refused.with(183));
    }
  }

  /** GET and POST do for everything, but a delete wants POST or DELETE. */
  private static void refuseMethod(ApiRequest request) {
    boolean delete = "delete".equals(request.operation());
    boolean allowed = switch (request.method()) {
      case "POST" -> true;
      case "GET" -> !delete;
      case "DELETE" -> delete;
      default -> false;
    };
    Refused.when(!allowed, 60);
  }
}
