package io.pardotroutes.pardot;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Passing trouble: repeat later. */
public final class PardotUnavailable extends PardotException {
  private final boolean outcomeUnknown;

  PardotUnavailable(String text, int code, int status, boolean outcomeUnknown, boolean mayBeOneRecord, Throwable cause) {
    super(text, code, status, mayBeOneRecord, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /** A call that ended without an answer. Only where the connection never stood it is certain that nothing was written. */
  public static PardotUnavailable of(IOException failure) {
    boolean neverSent = failure instanceof ConnectException || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException || failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException;
    String text = neverSent ? "no connection to Pardot" : "the connection to Pardot broke or timed out before the answer was whole";
    return new PardotUnavailable(text, 0, 0, !neverSent, false, failure);
  }

  /** Whether Pardot may have done what was asked: an update may simply be repeated, before a create is repeated the prospect has to be looked up again. */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
