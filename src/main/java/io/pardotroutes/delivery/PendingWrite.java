package io.pardotroutes.delivery;

import io.pardotroutes.prospect.ProspectWrite;
import java.util.ArrayList;
import java.util.List;

/** One prospect's write on its way to Pardot, and the deliveries that were merged into it. */
final class PendingWrite {

  private final List<Delivery> deliveries = new ArrayList<>();
  private final ProspectWrite meant;
  private ProspectWrite write;
  private int attempts;
  private int part;
  private boolean inDoubt;
  private boolean absent;
  private boolean lookedUpAgain;

  PendingWrite(Delivery first) {
    meant = first.write();
    write = Prospects.aim(meant, first);
    deliveries.add(first);
  }

  void merge(Delivery later) {
    write = write.merge(Prospects.aim(later.write(), later));
    deliveries.add(later);
  }

  ProspectWrite write() {
    return write;
  }

  /** Aims the write at the prospect that its lookup has found now, or at a new one; it is no longer in doubt. */
  void aim() {
    write = Prospects.aim(write.meantAs(meant), first());
    inDoubt = false;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** The delivery whose lookup answers for all that were merged. */
  Delivery first() {
    return deliveries.get(0);
  }

  boolean undecided() {
    return deliveries.stream().anyMatch(delivery -> !delivery.isSettled());
  }

  void end(Outcome outcome) {
    deliveries.forEach(delivery -> delivery.end(outcome));
  }

  int attempts() {
    return attempts;
  }

  void attempted() {
    attempts++;
  }

  /** The half of a refused request that this write belongs to; writes of different parts never share a request. */
  int part() {
    return part;
  }

  void part(int number) {
    part = number;
  }

  /** True while nobody knows whether this write's prospect exists: it has to be looked up before the write is sent (again). */
  boolean inDoubt() {
    return inDoubt;
  }

  void inDoubt(boolean doubt) {
    inDoubt = doubt;
  }

  /** True once an update by e-mail has found nobody. */
  boolean absent() {
    return absent;
  }

  void absent(boolean nobody) {
    absent = nobody;
  }

  boolean lookedUpAgain() {
    return lookedUpAgain;
  }

  void lookUpAgain() {
    lookedUpAgain = true;
    inDoubt = true;
    first().getLookup().askAgain(write.email());
  }
}
