package io.pardotroutes.sandbox.data;

import java.util.Arrays;
import java.util.Optional;

/** The ways to an access token that the sandbox knows (Salesforce, "OAuth Authorization Flows"; RFC 6749, RFC 7523). */
public enum GrantType {
  AUTHORIZATION_CODE("authorization_code"),
  REFRESH_TOKEN("refresh_token"),
  CLIENT_CREDENTIALS("client_credentials"),
  JWT_BEARER("urn:ietf:params:oauth:grant-type:jwt-bearer");

  private final String text;

  GrantType(String text) {
    this.text = text;
  }

  /** Empty for any other text. */
  public static Optional<GrantType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** As {@code grant_type} has it. */
  public String text() {
    return text;
  }
}
