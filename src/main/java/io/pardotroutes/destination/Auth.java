package io.pardotroutes.destination;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

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
    WEB_SERVER("web-server"),
    /** The settings have the refresh token. */
    REFRESH_TOKEN("refresh-token"),
    CLIENT_CREDENTIALS("client-credentials"),
    JWT("jwt"),
    /** No token at all, for a Pardot stand-in on this machine. */
    NONE("none");

    static final String NAMES = Arrays.stream(values()).map(Flow::settingName).collect(Collectors.joining(", "));

    private final String settingName;

    Flow(String settingName) {
      this.settingName = settingName;
    }

    /** The word for this flow in a settings file. */
    public String settingName() {
      return settingName;
    }

    /** @throws IllegalArgumentException names the known words */
    public static Flow parse(String setting) {
      return Arrays.stream(values()).filter(flow -> flow.settingName.equals(setting)).findFirst()
          .orElseThrow(() -> new IllegalArgumentException("must be one of " + NAMES + ", not '" + setting + "'"));
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Auth[flow=" + flow.settingName() + ", loginUrl=" + loginUrl + "]";
  }
}
