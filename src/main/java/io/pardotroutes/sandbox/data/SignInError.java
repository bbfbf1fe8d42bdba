package io.pardotroutes.sandbox.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A refusal of Salesforce's sign-in (RFC 6749, sections 4.1.2.1 and 5.2).
 *
 * @param error a word like {@code invalid_grant}
 * @param description Salesforce's text; holds nothing of what was sent
 */
public record SignInError(@JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) String error,
    @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) String description) {

  public static final SignInError EXPIRED_TOKEN = new SignInError("invalid_grant", "expired access/refresh token");
  public static final SignInError EXPIRED_CODE = new SignInError("invalid_grant", "expired authorization code");

  /** A parameter is missing. */
  public static SignInError missing(String parameter) {
    return new SignInError("invalid_request", "missing required parameter: " + parameter);
  }

  /** As an answer has it. */
  public ObjectNode json() {
    return JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description);
  }
}
