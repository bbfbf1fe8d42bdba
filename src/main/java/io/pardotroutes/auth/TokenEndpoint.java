package io.pardotroutes.auth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.pardotroutes.destination.Auth;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Salesforce's token endpoint, {@code /services/oauth2/token} of the login host (RFC 6749, section 3.2). */
record TokenEndpoint(CloseableHttpClient http, Clock clock) {

  private static final String PATH = "/services/oauth2/token";
  private static final int LARGEST = 64 * 1024;
  /** A signed request is good for three minutes. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);

  /**
   * Asks for a token.
   *
   * @throws TokenUnavailable no answer, or none that is a token endpoint's
   * @throws TokenRefused the endpoint's own no
   */
  TokenAnswer exchange(Auth auth, AuthorizationGrant grant) throws TokenRefused {
    URI endpoint = auth.loginUrl().resolve(PATH);
    ClientID client = new ClientID(auth.clientId());
    TokenRequest request = auth.clientSecret() == null
        ? new TokenRequest.Builder(endpoint, client, grant).build()
        : new TokenRequest.Builder(endpoint, new ClientSecretPost(client, new Secret(auth.clientSecret())), grant).build();
    try {
      return read(auth, http.execute(post(request.toHTTPRequest()), this::answer));
    } catch (IOException e) {
      throw new TokenUnavailable(
          "no answer from " + auth.loginUrl().getHost() + " for an access token (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static HttpPost post(HTTPRequest request) {
    HttpPost post = new HttpPost(request.getURI());
    post.setEntity(new StringEntity(request.getBody(), ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8)));
    post.setHeader("Accept", "application/json");
    return post;
  }

  private record Answer(HTTPResponse response, Duration clockIsOff) {}

  private Answer answer(ClassicHttpResponse response) throws IOException {
    HTTPResponse answer = new HTTPResponse(response.getCode());
    if (response.getEntity() != null) {
      try (InputStream body = response.getEntity().getContent()) {
        answer.setBody(new String(body.readNBytes(LARGEST), StandardCharsets.UTF_8));
      }
      Header type = response.getFirstHeader("Content-Type");
      answer.setHeader("Content-Type", type == null ? "text/plain" : type.getValue());
    }
    Header date = response.getFirstHeader("Date");
    Instant theirs = date == null ? null : DateUtils.parseStandardDate(date.getValue());
    return new Answer(answer, theirs == null ? Duration.ZERO : Duration.between(theirs, clock.instant()).abs());
  }

  private static TokenAnswer read(Auth auth, Answer answer) throws TokenRefused {
    HTTPResponse response = answer.response;
    try {
      TokenResponse read = TokenResponse.parse(response);
      if (read.indicatesSuccess()) {
        return success(read.toSuccessResponse());
      }
      ErrorObject error = read.toErrorResponse().getErrorObject();
      if (error.getCode() != null) {
        throw new TokenRefused(error.getCode(), described(auth, error, answer.clockIsOff));
      }
    } catch (ParseException | IllegalArgumentException notATokenEndpoint) {
      // Said below. The library has both for what it can't read, such as a scope with a line break.
    }
    throw new TokenUnavailable(auth.loginUrl().getHost() + " answered " + response.getStatusCode() + " without a token or a reason", null);
  }

  /** A wrong clock looks to Salesforce like a wrong signature. */
  private static String described(Auth auth, ErrorObject error, Duration clockIsOff) {
    String description = error.getDescription() == null ? "" : error.getDescription();
    return auth.flow() == Auth.Flow.JWT && clockIsOff.compareTo(CLOCK_TOLERANCE) > 0
        ? description + " (the clock of this machine is " + clockIsOff.toMinutes() + " minutes off)" : description;
  }

  private static TokenAnswer success(AccessTokenResponse response) {
    Tokens tokens = response.getTokens();
    Map<String, Object> custom = response.getCustomParameters();
    return new TokenAnswer(tokens.getAccessToken().getValue(),
        tokens.getRefreshToken() == null ? null : tokens.getRefreshToken().getValue(),
        Optional.ofNullable(tokens.getAccessToken().getScope()).map(Object::toString).orElse(null),
        text(custom.get("instance_url")), text(custom.get("id")));
  }

  private static String text(Object value) {
    return value instanceof String text ? text : null;
  }
}
