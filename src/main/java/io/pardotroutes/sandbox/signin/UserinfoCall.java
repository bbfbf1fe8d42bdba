package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.http.HttpServerRequest;

/** {@code /services/oauth2/userinfo}: whose token it is (Salesforce, "User Info Endpoint"); 401 without a token, 403 for a bad one. */
record UserinfoCall(AccessTokens accessTokens) {

  void answer(HttpServerRequest http) {
    String authorization = http.getHeader("Authorization");
    AccessTokens.Access access = authorization == null ? null : accessTokens.of(authorization);
    if (access != null) {
      Wire.send(http, 200, Wire.JSON, JsonNodeFactory.instance.objectNode()
          .put("sub", SalesforceOrg.IDENTITY_URL)
          .put("user_id", SalesforceOrg.USER_ID)
          .put("organization_id", SalesforceOrg.ID)
          .put("preferred_username", access.username()).toString());
    } else if (authorization == null) {
      http.response().putHeader("WWW-Authenticate", "Bearer");
      Wire.send(http, 401, Wire.TEXT, "Missing_OAuth_Token");
    } else {
      Wire.send(http, 403, Wire.TEXT, "Bad_OAuth_Token");
    }
  }
}
