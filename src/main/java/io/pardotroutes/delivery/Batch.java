package io.pardotroutes.delivery;

import io.pardotroutes.destination.Destination;
import java.util.List;

/** The events that one queue transaction has taken for one destination, on their way through the routes. */
public final class Batch {

  private final Destination destination;
  private final List<Delivery> deliveries;
  private List<PendingWrite> writes = List.of();
  private List<PendingWrite> request = List.of();

  Batch(Destination destination, List<Delivery> deliveries) {
    this.destination = destination;
    this.deliveries = List.copyOf(deliveries);
  }

  /** Those of the batch's deliveries that have no outcome yet, in the order of the queue. */
  public List<Delivery> getDeliveries() {
    return deliveries.stream().filter(delivery -> !delivery.isSettled()).toList();
  }

  /** True while a write is left to be sent. */
  public boolean isUndecided() {
    return writes.stream().anyMatch(PendingWrite::undecided);
  }

  /** One delivery for each write whose prospect has to be looked up (again) before it may be sent. */
  public List<Delivery> getInDoubt() {
    return writes.stream().filter(write -> write.inDoubt() && write.undecided()).map(PendingWrite::first).toList();
  }

  Destination destination() {
    return destination;
  }

  List<Delivery> all() {
    return deliveries;
  }

  List<PendingWrite> writes() {
    return writes;
  }

  void writes(List<PendingWrite> merged) {
    writes = merged;
  }

  /** The writes of the request that is on its way, or was last. */
  List<PendingWrite> request() {
    return request;
  }

  void request(List<PendingWrite> chosen) {
    request = chosen;
  }
}
