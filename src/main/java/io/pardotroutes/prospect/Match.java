package io.pardotroutes.prospect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of the prospects that share an e-mail an event is about. Prospects in the recycle bin don't count. */
public sealed interface Match {
  /** This one; of several the one that was active last. */
  record Found(long id) implements Match {}

  /** None has the lookup value; this one, the only one whose lookup field is empty, is to get it. */
  record Adopt(long id) implements Match {}

  /** None: create. */
  record Missing() implements Match {}

  /** Chooses by the lookup value; texts are compared to the letter. */
  static Match choose(List<ProspectRecord> found, Identity.ByLookup wanted, OnLookupMiss onMiss) {
    Optional<ProspectRecord> same = found.stream()
        .filter(p -> !p.archived() && p.text(wanted.field()).equals(wanted.value()))
        .max(LAST_ACTIVE);
    if (same.isPresent()) {
      return new Found(same.get().id());
    }
    List<ProspectRecord> unlabelled = found.stream().filter(p -> !p.archived() && p.text(wanted.field()).isEmpty()).toList();
    return onMiss == OnLookupMiss.ADOPT && unlabelled.size() == 1 ? new Adopt(unlabelled.get(0).id()) : new Missing();
  }

  /** Chooses by e-mail alone: the one that was active last. */
  static Match latest(List<ProspectRecord> found) {
    return found.stream().filter(p -> !p.archived()).max(LAST_ACTIVE).<Match>map(p -> new Found(p.id())).orElseGet(Missing::new);
  }

  /** By time of the last activity, where there is none of the last change; ids grow with time (Pardot API, prospect fields). */
  Comparator<ProspectRecord> LAST_ACTIVE = Comparator
      .comparing((ProspectRecord p) -> p.text("last_activity_at").isEmpty() ? p.text("updated_at") : p.text("last_activity_at"))
      .thenComparing(ProspectRecord::id);
}
