package io.pardotroutes.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.secret.Digests;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * One sign-in of a person to Salesforce for one destination: the web server flow with PKCE (RFC 6749, section 4.1; RFC 7636). Good
 * for ten minutes and one callback.
 */
public final class SignIn {

  /** Where Salesforce sends the browser back to, on whichever host is registered with the connected app. */
  public static final String CALLBACK = "/connect/callback";

  private static final String PATH = "/services/oauth2/authorize";
  private static final Scope SCOPE = new Scope("pardot_api", "refresh_token");
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Pattern SALESFORCE = Pattern.compile("([a-z0-9-]+\\.)+(salesforce|force|cloudforce|salesforce-setup)\\.(com|mil)");

  private final Destination destination;
  private final URI callback;
  private final Clock clock;
  private final Instant end;
  private final State state = new State(32);
  private final CodeVerifier verifier = new CodeVerifier();
  private final AtomicBoolean used = new AtomicBoolean();

  /** @param callback one of the callback URLs of the connected app, to the letter */
  public SignIn(Destination destination, URI callback, Clock clock) {
    this.destination = destination;
    this.callback = callback;
    this.clock = clock;
    this.end = clock.instant().plus(LIFE);
  }

  /** The page to open in a browser. */
  public URI page() {
    return new AuthorizationRequest.Builder(new ResponseType(ResponseType.Value.CODE), new ClientID(destination.auth().clientId()))
        .endpointURI(destination.auth().loginUrl().resolve(PATH))
        .redirectionURI(callback)
        .scope(SCOPE)
        .state(state)
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Ends the sign-in: trades the code of the callback for tokens and keeps the refresh token.
   *
   * @param given the address that the browser was sent back to, query included
   * @return the id of the user who signed in; null where Salesforce doesn't say
   * @throws SignInRefused where the callback isn't this sign-in's, or the answer is no
   */
  public String end(URI given, CloseableHttpClient http, RefreshTokens refreshTokens) throws SignInRefused {
    AuthorizationCode code = code(given);
    try {
      TokenAnswer answer = new TokenEndpoint(http, clock).exchange(destination.auth(), new AuthorizationCodeGrant(code, callback, verifier));
      if (!isSalesforce(answer.instance())) {
        throw new SignInRefused("The tokens are from a host that isn't Salesforce's. Nothing was kept.");
      }
      if (answer.refreshToken() == null) {
        throw new SignInRefused("Salesforce gave no refresh token. Give the connected app the scope refresh_token (perform requests at any time), then try again.");
      }
      refreshTokens.connected(destination.name(), answer.refreshToken());
      return answer.user();
    } catch (TokenRefused e) {
      throw new SignInRefused("Salesforce refused the sign-in (" + e.getMessage() + "). Check auth.clientId and auth.clientSecret, then try again.");
    } catch (TokenUnavailable e) {
      throw new SignInRefused("There is " + e.getMessage() + ". Try again.");
    }
  }

  /** Whether an address is the answer to this sign-in, be it yes or no. */
  public boolean isAnswer(URI given) {
    return response(given).filter(this::isOurs).isPresent();
  }

  private static Optional<AuthorizationResponse> response(URI given) {
    try {
      return Optional.of(AuthorizationResponse.parse(given));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(AuthorizationResponse response) {
    return response.getState() != null && Digests.areEqual(response.getState().getValue(), state.getValue());
  }

  private AuthorizationCode code(URI given) throws SignInRefused {
    AuthorizationResponse response = response(given).orElseThrow(() -> new SignInRefused("This is no answer to a sign-in. Begin again."));
    if (!isOurs(response)) {
      throw new SignInRefused("This answer belongs to another sign-in. Begin again.");
    }
    if (clock.instant().isAfter(end)) {
      throw new SignInRefused("The sign-in took longer than ten minutes. Begin again.");
    }
    if (used.getAndSet(true)) {
      throw new SignInRefused("This sign-in has ended already. Begin again.");
    }
    if (!response.indicatesSuccess()) {
      throw new SignInRefused("The sign-in was refused at Salesforce. Begin again, and allow the access.");
    }
    return response.toSuccessResponse().getAuthorizationCode();
  }

  /** Another host than these can't be where a Salesforce organisation lives. Null: it isn't said. */
  private static boolean isSalesforce(String instance) {
    if (instance == null) {
      return true;
    }
    try {
      URI uri = URI.create(instance);
      return "https".equals(uri.getScheme()) && uri.getHost() != null && SALESFORCE.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
