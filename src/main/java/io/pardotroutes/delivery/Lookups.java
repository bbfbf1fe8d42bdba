package io.pardotroutes.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.prospect.Identity;
import io.pardotroutes.prospect.Match;
import io.pardotroutes.prospect.ProspectRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/** The bean {@code lookups}: asks which prospect a delivery is about, reads the answer, and remembers what was found or written. */
public final class Lookups {

  private static final Duration CLAIM = Duration.ofHours(1);

  private final Cache<Object, Object> known;
  private final Function<Destination, PardotApi> apis;
  private final Cache<String, String> adopted = Caffeine.newBuilder().expireAfterWrite(CLAIM).build();

  /**
   * A cache, and whom to ask what it doesn't know.
   *
   * @param known the cache behind {@code caffeine-cache:prospects}, from {@link Lookup#getKey} to {@link KnownProspect}
   * @param apis a destination's version of the API
   */
  public Lookups(Cache<Object, Object> known, Function<Destination, PardotApi> apis) {
    this.known = known;
    this.apis = apis;
  }

  /**
   * Answers from what this batch or the cache knows.
   *
   * @param cached what the cache gave: a {@link KnownProspect}, or anything else when it had nothing
   * @return true if the lookup is answered, or the delivery has ended because nothing can be asked
   */
  public boolean recall(@Body Delivery delivery, @Variable("known") Object cached) {
    Lookup lookup = delivery.getLookup();
    if (lookup.answered() || delivery.isSettled()) {
      return true;
    }
    if (cached instanceof KnownProspect prospect) {
      if (prospect.id() != null) {
        lookup.found(prospect.id());
        return true;
      }
      lookup.readBy(prospect.email());
    }
    if (lookup.email() == null) {
      delivery.end(Outcome.dead("missing-email", 0, "no prospect is known by the lookup field, and without an e-mail none can be looked up or created"));
      return true;
    }
    return false;
  }

  /** The request that reads all prospects of the lookup's e-mail address. */
  public PardotRequest question(@Body Delivery delivery) {
    return apis.apply(delivery.destination()).readByEmail(delivery.getLookup().email());
  }

  /** Picks the prospect that is meant and notes it; returns what the cache should remember, null for nothing. */
  public KnownProspect choose(@Body Delivery delivery, @Variable("reply") PardotReply reply) {
    if (delivery.isSettled()) {
      return null;
    }
    Lookup lookup = delivery.getLookup();
    Match match = match(delivery, reply.prospects());
    if (match instanceof Match.Found found) {
      lookup.found(found.id());
    } else if (match instanceof Match.Adopt adopt && claims(delivery.destination(), adopt.id(), lookup)) {
      lookup.found(adopt.id());
    } else {
      lookup.foundNone();
      return null;
    }
    return new KnownProspect(lookup.id(), lookup.email());
  }

  private static Match match(Delivery delivery, List<ProspectRecord> found) {
    if (delivery.identity() instanceof Identity.ByLookup wanted) {
      return Match.choose(found, wanted, delivery.destination().onLookupMiss());
    }
    if (delivery.identity() instanceof Identity.New) {
      // Looked up only to learn whether a create whose answer was lost went through: then all that was written is there.
      return Match.latest(found.stream().filter(prospect -> has(prospect, delivery.write().fields())).toList());
    }
    return Match.latest(found);
  }

  private static boolean has(ProspectRecord prospect, Map<String, String> fields) {
    return fields.entrySet().stream().allMatch(field -> prospect.text(field.getKey()).equals(field.getValue()));
  }

  /** An unlabelled prospect is adopted by one lookup value only, also when two workers find it unlabelled at once. */
  private boolean claims(Destination destination, long id, Lookup lookup) {
    String claim = destination.name() + "|" + id;
    return lookup.getKey().equals(adopted.get(claim, unclaimed -> lookup.getKey()));
  }

  /** Pardot refused the question itself: the delivery that asked it is dead-lettered. The body is the delivery again. */
  public void refused(@Variable("delivery") Delivery delivery, Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) PardotRejected refusal) {
    exchange.getMessage().setBody(delivery);
    delivery.end(Outcome.dead(refusal.reason(), refusal.code(), refusal.getMessage()));
  }

  /** The cached answer has turned out wrong (the prospect is gone): forget it. */
  void forget(Lookup lookup) {
    known.invalidate(lookup.getKey());
  }

  /**
   * A write went through: whoever asks for the same prospect next is answered from the cache.
   *
   * @param id the prospect's id, or null where the reply of a create did not tell it
   * @param email the address it has now, or null where the write did not say
   */
  void remember(Destination destination, Delivery delivery, Long id, String email) {
    Lookup lookup = delivery.getLookup();
    if (lookup == null || delivery.identity() instanceof Identity.New || email == null) {
      return;
    }
    if (id != null) {
      forgetFormerAddress(destination, id, email);
    }
    known.put(lookup.getKey(), new KnownProspect(id, email));
  }

  /** A prospect that is known by its address is no longer known by the old one once it has a new one. */
  private void forgetFormerAddress(Destination destination, long id, String email) {
    String key = destination.name() + "|id=" + id;
    if (known.getIfPresent(key) instanceof KnownProspect before && !email.equals(before.email())) {
      known.invalidate(Lookup.keyOfEmail(destination.name(), before.email()));
    }
    known.put(key, new KnownProspect(id, email));
  }
}
