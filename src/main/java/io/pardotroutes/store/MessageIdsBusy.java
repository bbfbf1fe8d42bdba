package io.pardotroutes.store;

/**
 * Another caller is queueing one of these message ids right now. Whether it succeeds is not known yet, so the ids can
 * neither be dropped nor queued: the sender has to repeat its request a little later.
 */
public final class MessageIdsBusy extends RuntimeException {

  /** @param count how many ids of the request are being queued by another caller */
  public MessageIdsBusy(int count) {
    super(count + " message id(s) of this request are being queued by another request; repeat it in a moment");
  }
}
