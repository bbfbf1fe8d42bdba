package io.pardotroutes.auth;

import io.pardotroutes.secret.SecretUnreadable;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which invitations there are and which were taken back: that is done by commands, and their processes write no log. */
public final class InvitationLog {

  private static final Logger LOG = LoggerFactory.getLogger(InvitationLog.class);

  private final Invitations invitations;
  private final Map<String, String> destinations = new HashMap<>();

  /** The first look tells of all that are open. */
  public InvitationLog(Invitations invitations) {
    this.invitations = invitations;
  }

  /** Logs what has changed since the look before. */
  public void look() {
    List<String> ids = invitations.ids();
    ids.stream().filter(id -> !destinations.containsKey(id)).flatMap(id -> readable(id).stream()).forEach(this::note);
    destinations.entrySet().removeIf(known -> {
      boolean gone = !ids.contains(known.getKey());
      if (gone) {
        LOG.info("{}: invitation {} was taken back", known.getValue(), known.getKey());
      }
      return gone;
    });
  }

  private void note(Invitation invitation) {
    destinations.put(invitation.id(), invitation.destination());
    if (invitations.isOpen(invitation.id())) {
      LOG.info("{}: invitation {} is open until {}", invitation.destination(), invitation.id(), invitation.expires().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** One that can't be read is looked at again the next time. */
  private Optional<Invitation> readable(String id) {
    try {
      return invitations.find(id);
    } catch (SecretUnreadable e) {
      return Optional.empty();
    }
  }
}
