package io.pardotroutes.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.auth.Secret;
import io.pardotroutes.secret.Digests;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.secret.Secrets.Kind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invitations to connect a destination: single use, 72 hours, kept as digests among the secrets. */
public record Invitations(Secrets secrets, Clock clock) {

  private static final Logger LOG = LoggerFactory.getLogger(Invitations.class);
  private static final Duration LIFE = Duration.ofHours(72);
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final String LOCK = "invitations";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What to give to the person invited: the secret part is nowhere else. */
  public record Link(Invitation invitation, String secret) {

    /** The path of the link on the console's address. */
    public String path() {
      return "/invitation/" + invitation.id() + "/" + secret;
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Link[" + invitation.id() + "]";
    }
  }

  /** Makes a new one. */
  public Link invite(String destination) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    String text = new Secret(SECRET_BYTES).getValue();
    Instant now = clock.instant();
    Invitation invitation = new Invitation(HexFormat.of().formatHex(id), destination, Digests.hex(text), now, now.plus(LIFE), null);
    keep(invitation);
    return new Link(invitation, text);
  }

  /** All that there are, ended ones too. */
  public List<Invitation> all() {
    return ids().stream().flatMap(id -> find(id).stream()).toList();
  }

  /** Of all that there are, ended ones too. */
  List<String> ids() {
    return secrets.names(Kind.INVITATION);
  }

  /** The open invitation that a link is for; empty where the link is wrong, used, revoked or too old. */
  public Optional<Invitation> open(String id, String secret) {
    return find(id).filter(invitation -> Digests.areEqual(invitation.digest(), Digests.hex(secret))).filter(invitation -> invitation.isOpen(clock.instant()));
  }

  /** Whether the invitation still lets somebody in. */
  public boolean isOpen(String id) {
    return find(id).filter(invitation -> invitation.isOpen(clock.instant())).isPresent();
  }

  /**
   * Lets somebody connect with it, and nobody any more once they have. Others, and {@link #revoke}, wait until it is decided.
   *
   * @param connect throws where it came to nothing: then the invitation stays open
   * @return false where it lets nobody in, and nothing was done
   */
  public <X extends Exception> boolean use(String id, Secrets.Work<?, X> connect) throws X {
    return secrets.exclusively(LOCK, () -> {
      Optional<Invitation> open = find(id).filter(invitation -> invitation.isOpen(clock.instant()));
      if (open.isEmpty()) {
        return false;
      }
      connect.run();
      Invitation invitation = open.get();
      keep(new Invitation(id, invitation.destination(), invitation.digest(), invitation.created(), invitation.expires(), clock.instant()));
      LOG.info("{}: connected with invitation {}", invitation.destination(), id);
      return true;
    });
  }

  /** Takes an invitation back: nobody connects with it once this returns. False where there is none of that id. */
  public boolean revoke(String id) {
    return id.matches("[0-9a-f]{8}") && secrets.exclusively(LOCK, () -> secrets.delete(Kind.INVITATION, id));
  }

  /** Open or ended; empty where there is none. */
  Optional<Invitation> find(String id) {
    return id.matches("[0-9a-f]{8}") ? secrets.read(Kind.INVITATION, id).map(Invitations::parse) : Optional.empty();
  }

  private void keep(Invitation invitation) {
    secrets.write(Kind.INVITATION, invitation.id(), JSON.createObjectNode().put("id", invitation.id()).put("destination", invitation.destination())
        .put("digest", invitation.digest()).put("created", invitation.created().toString()).put("expires", invitation.expires().toString())
        .put("used", invitation.used() == null ? null : invitation.used().toString()).toString());
  }

  private static Invitation parse(String text) {
    try {
      JsonNode kept = JSON.readTree(text);
      return new Invitation(kept.path("id").asText(), kept.path("destination").asText(), kept.path("digest").asText(),
          Instant.parse(kept.path("created").asText()), Instant.parse(kept.path("expires").asText()),
          kept.path("used").isNull() ? null : Instant.parse(kept.path("used").asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was decrypted was written here", e);
    }
  }
}
