package io.pardotroutes.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.secret.Digests;
import io.pardotroutes.secret.SecretUnreadable;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.secret.Secrets.Kind;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The refresh tokens that {@code connect} got or Salesforce changed, encrypted on disk. A token of the settings that was rotated
 * is followed by what came for it, as long as the settings stay the same.
 */
public record RefreshTokens(Secrets secrets) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Does something with a destination's token, which no other process or thread changes meanwhile. Not for a thread that does so already. */
  <T, X extends Exception> T exclusively(String destination, Secrets.Work<T, X> work) throws X {
    return secrets.exclusively("token-" + destination, work);
  }

  /** @param origin a digest of the settings' token that this one goes back to; empty for one that {@code connect} got */
  record Kept(String refreshToken, String origin) {}

  /**
   * The one to use now; empty where the destination was never connected.
   *
   * @throws SecretUnreadable where it can't be decrypted
   */
  Optional<String> current(Destination destination) {
    Auth auth = destination.auth();
    Optional<Kept> kept = secrets.read(Kind.TOKEN, destination.name()).map(RefreshTokens::parse);
    if (auth.flow() == Auth.Flow.WEB_SERVER) {
      return kept.filter(token -> token.origin().isEmpty()).map(Kept::refreshToken);
    }
    return Optional.of(kept.filter(token -> token.origin().equals(digest(auth.refreshToken()))).map(Kept::refreshToken).orElse(auth.refreshToken()));
  }

  /** Keeps the token that came in place of the one before; only {@link #exclusively}. On disk when this returns. */
  void rotated(Destination destination, String refreshToken) {
    Auth auth = destination.auth();
    keep(destination.name(), new Kept(refreshToken, auth.flow() == Auth.Flow.WEB_SERVER ? "" : digest(auth.refreshToken())));
  }

  /** Keeps the token of a sign-in, after what a refresh that is under way brings. On disk when this returns. */
  public void connected(String destination, String refreshToken) {
    exclusively(destination, () -> {
      keep(destination, new Kept(refreshToken, ""));
      return null;
    });
  }

  /** Changes with each token that is kept. */
  Optional<FileTime> changedAt(String destination) {
    return secrets.writtenAt(Kind.TOKEN, destination);
  }

  private void keep(String destination, Kept kept) {
    try {
      secrets.write(Kind.TOKEN, destination, JSON.writeValueAsString(kept));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Two texts can always be written", e);
    }
  }

  private static Kept parse(String text) {
    try {
      return JSON.readValue(text, Kept.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was decrypted was written here", e);
    }
  }

  private static String digest(String token) {
    return Digests.hex(token).substring(0, 16);
  }
}
