package io.pardotroutes.destination;

import io.pardotroutes.settings.Format;
import java.net.URI;
import java.nio.file.Path;

/**
 * How a destination gets its access tokens (Salesforce OAuth 2.0). Parts that the flow doesn't need are null.
 *
 * @param loginUrl scheme and host of the token endpoint, no path
 * @param clientId the consumer key of the connected app
 * @param username the user that the JWT flow acts for
 * @param keyFile the private key of the JWT flow, absolute
 */
public record Auth(Flow flow, URI loginUrl, String clientId, String clientSecret, String refreshToken, String username, Path keyFile) {

  /** The ways to a token that the setting {@code auth.flow} knows. */
  public enum Flow {
    /** Somebody signs in once, in a browser: {@code bin/pardot-routes connect}. */
    WEB_SERVER,
    /** The settings have the refresh token. */
    REFRESH_TOKEN,
    CLIENT_CREDENTIALS,
    JWT,
    /** No token at all, for a Pardot stand-in on this machine. */
    NONE;

    /** The word for this flow in a settings file. */
    public String word() {
      return Format.wordOf(this);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Auth[flow=" + flow.word() + ", loginUrl=" + loginUrl + "]";
  }
}
