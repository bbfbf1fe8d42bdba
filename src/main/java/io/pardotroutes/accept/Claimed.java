package io.pardotroutes.accept;

import io.pardotroutes.accept.Matched.Wanted;
import io.pardotroutes.store.SeenIds;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/** What is to be queued of an intake: its message ids are in our hands until the books are closed, at the latest with the exchange. */
public final class Claimed implements Synchronization {

  private final Intake intake;
  private final List<Wanted> fresh;
  private final SeenIds.Claim claim;
  private final Tally tally;
  private final OutcomeCounter counter;
  private boolean put;
  private boolean committed;

  /** @param fresh the events that were not queued before, in their order */
  Claimed(Intake intake, List<Wanted> fresh, SeenIds.Claim claim, Tally tally, OutcomeCounter counter) {
    this.intake = intake;
    this.fresh = fresh;
    this.claim = claim;
    this.tally = tally;
    this.counter = counter;
  }

  Intake intake() {
    return intake;
  }

  List<Wanted> fresh() {
    return fresh;
  }

  /** The queue has the messages, if the exchange ends well. */
  void put() {
    put = true;
  }

  /** The queue has the messages. */
  void commit() {
    if (!committed) {
      committed = true;
      claim.commit();
      tally.report(counter);
    }
  }

  @Override
  public void onComplete(Exchange exchange) {
    if (put) {
      commit();
    } else {
      claim.release();
    }
  }

  @Override
  public void onFailure(Exchange exchange) {
    claim.release();
  }
}
