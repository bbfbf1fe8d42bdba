package io.pardotroutes.auth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.secret.SecretUnreadable;
import io.pardotroutes.secret.Secrets;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Salesforce access tokens, one for each destination, fetched when first needed and again once Pardot refuses them. All workers of
 * a destination share one token, and one request for it at a time; what becomes of that request is the answer to all who wait.
 * A refresh token that came with it is on disk before the access token is used (salesforce-auth, section 3.2).
 */
public final class AccessTokens {

  private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

  /** A refusal that may pass is taken for one that does for so many tries and so long: less where nobody has described it. */
  private static final int PASSING_TRIES = 5;
  private static final Duration PASSING_FOR = Duration.ofHours(1);
  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(10);
  private static final String SCOPE = "pardot_api";

  private final TokenEndpoint endpoint;
  private final RefreshTokens refreshTokens;
  private final Clock clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** @param secrets where refresh tokens are kept */
  public AccessTokens(CloseableHttpClient http, Secrets secrets, Clock clock) {
    this.endpoint = new TokenEndpoint(http, clock);
    this.refreshTokens = new RefreshTokens(secrets);
    this.clock = clock;
  }

  /** Signs one call; throws as {@link #token} does. */
  public Signature sign(Destination destination) {
    return new Signature(this, destination, token(destination));
  }

  /**
   * The token to send; null for a destination with {@code auth.flow=none}.
   *
   * @throws TokenUnavailable not now: try again
   * @throws AccessEnded not before somebody has done something
   */
  public String token(Destination destination) {
    if (destination.auth().flow() == Auth.Flow.NONE) {
      return null;
    }
    Slot slot = slot(destination);
    long seen = slot.attempts;
    synchronized (slot) {
      slot.follow(destination.auth(), refreshTokens.changedAt(destination.name()));
      if (slot.token != null) {
        return slot.token;
      }
      if (slot.attempts != seen && slot.failure != null) {
        throw slot.failure;
      }
      slot.attempts++;
      try {
        slot.token = fetch(destination, slot);
        slot.failure = null;
        return slot.token;
      } catch (TokenUnavailable | AccessEnded e) {
        slot.failure = e;
        throw e;
      }
    }
  }

  /** Pardot took the token. */
  public void accepted(Destination destination) {
    Slot slot = slots.get(destination.name());
    if (slot != null) {
      slot.refusals = 0;
    }
  }

  /**
   * Pardot refused this token (184): the next {@link #token} fetches another, unless some other worker already has.
   *
   * @throws AccessEnded where the one before it was refused, too
   */
  public void refused(Destination destination, String token) {
    Slot slot = slot(destination);
    synchronized (slot) {
      if (token == null || !token.equals(slot.token)) {
        return;
      }
      slot.token = null;
      slot.refusals++;
      if (slot.refusals > 1) {
        throw new AccessEnded("Pardot refuses the access tokens that Salesforce gives (184); make the user an Account Engagement user of business unit "
            + destination.businessUnitId() + " and give the connected app the scope pardot_api"
            + (destination.auth().flow() == Auth.Flow.WEB_SERVER ? "; then " + RefusalAdvice.connect(destination) : ""));
      }
    }
  }

  /** The sign-in that a destination's tokens come from; a mark for {@link #isConnectedAnew}. */
  public Optional<FileTime> signIn(String destination) {
    Slot slot = slots.get(destination);
    return slot == null ? Optional.empty() : slot.changedAt;
  }

  /** Whether somebody has connected the destination since that sign-in, or its refresh token was changed. */
  public boolean isConnectedAnew(String destination, Optional<FileTime> signIn) {
    return !refreshTokens.changedAt(destination).equals(signIn);
  }

  /** Who the tokens of a destination are for, as far as Salesforce has said; null before the first one. */
  public String user(Destination destination) {
    Slot slot = slots.get(destination.name());
    return slot == null ? null : slot.user;
  }

  private Slot slot(Destination destination) {
    return slots.computeIfAbsent(destination.name(), name -> new Slot());
  }

  private String fetch(Destination destination, Slot slot) {
    try {
      boolean refreshes = destination.auth().flow() == Auth.Flow.REFRESH_TOKEN || destination.auth().flow() == Auth.Flow.WEB_SERVER;
      TokenAnswer answer = refreshes
          ? refreshTokens.exclusively(destination.name(), () -> refresh(destination, slot))
          : endpoint.exchange(destination.auth(), grant(destination.auth()));
      slot.refusedTries = 0;
      slot.user = answer.user();
      requireScope(answer);
      return answer.accessToken();
    } catch (TokenRefused e) {
      throw judged(destination, e, slot);
    } catch (SecretUnreadable e) {
      throw new AccessEnded(e.getMessage());
    } catch (TokenUnavailable | AccessEnded e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever it is, it is no fault of the events that wait for the token.
      throw new TokenUnavailable("no access token could be asked for (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** One at a time for all processes: Salesforce refuses a second refresh while the first is under way. */
  private TokenAnswer refresh(Destination destination, Slot slot) throws TokenRefused {
    // Somebody may have signed in while this one waited for its turn.
    slot.follow(destination.auth(), refreshTokens.changedAt(destination.name()));
    keepUnkept(destination, slot);
    Optional<String> current = refreshTokens.current(destination);
    if (current.isEmpty()) {
      throw new AccessEnded("this destination is not connected to Salesforce yet; run bin/pardot-routes connect " + destination.name());
    }
    TokenAnswer answer = endpoint.exchange(destination.auth(), new RefreshTokenGrant(new RefreshToken(current.get())));
    if (answer.refreshToken() != null && !answer.refreshToken().equals(current.get())) {
      slot.unkept = answer.refreshToken();
      keepUnkept(destination, slot);
      LOG.info("{}: Salesforce has changed the refresh token; the new one is kept", destination.name());
    }
    return answer;
  }

  /** The token before it is worth nothing any more: without this one on disk, a restart would find no access. */
  private void keepUnkept(Destination destination, Slot slot) {
    if (slot.unkept != null) {
      try {
        refreshTokens.rotated(destination, slot.unkept);
      } catch (SecretUnreadable e) {
        throw new TokenUnavailable("the refresh token that Salesforce has changed can't be kept: " + e.getMessage(), e);
      }
      slot.unkept = null;
      slot.changedAt = refreshTokens.changedAt(destination.name());
    }
  }

  private AuthorizationGrant grant(Auth auth) {
    return auth.flow() == Auth.Flow.JWT ? Assertions.sign(auth, clock) : new ClientCredentialsGrant();
  }

  private static void requireScope(TokenAnswer answer) {
    if (answer.scope() != null && !Arrays.asList(answer.scope().split(" ")).contains(SCOPE)) {
      throw new AccessEnded("the access token is not for Pardot: give the connected app the scope pardot_api (it has: " + answer.scope() + ")");
    }
  }

  private RuntimeException judged(Destination destination, TokenRefused refusal, Slot slot) {
    boolean ended = switch (RefusalAdvice.of(refusal)) {
      case WAIT -> false;
      case ENDED -> true;
      case PASSING -> slot.isRefusedFor(PASSING_FOR, clock.instant());
      case UNKNOWN -> slot.isRefusedFor(UNKNOWN_FOR, clock.instant());
    };
    return ended
        ? new AccessEnded(RefusalAdvice.sentence(destination, refusal))
        : new TokenUnavailable("Salesforce refuses an access token at the moment (" + refusal.getMessage() + ")", null);
  }

  /** What is known of one destination's token. */
  private static final class Slot {

    private volatile long attempts;
    private volatile int refusals;
    private volatile String user;
    private volatile Optional<FileTime> changedAt = Optional.empty();
    private Auth auth;
    private String token;
    private String unkept;
    private RuntimeException failure;
    private int refusedTries;
    private Instant refusedSince;

    /** Notes one more refusal that may pass; true where they have lasted too long for that. */
    boolean isRefusedFor(Duration longest, Instant now) {
      refusedSince = refusedTries == 0 ? now : refusedSince;
      refusedTries++;
      return refusedTries >= PASSING_TRIES && !now.isBefore(refusedSince.plus(longest));
    }

    /** Other settings or another sign-in: what was known no longer counts. */
    void follow(Auth now, Optional<FileTime> changed) {
      boolean otherToken = auth != null && !Objects.equals(auth.refreshToken(), now.refreshToken());
      if (otherToken || !changed.equals(changedAt)) {
        unkept = null;
      }
      if (!now.equals(auth) || !changed.equals(changedAt)) {
        auth = now;
        changedAt = changed;
        token = null;
        failure = null;
        refusals = 0;
        refusedTries = 0;
      }
    }
  }
}
