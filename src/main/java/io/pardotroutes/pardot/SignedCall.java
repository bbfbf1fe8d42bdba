package io.pardotroutes.pardot;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One request as it leaves for Pardot, and the reading of its answer. Whoever has signed it hears what became of the signature. */
public final class SignedCall {

  private final PardotApi api;
  private final PardotRequest request;
  private final Map<String, String> signature;
  private final Consumer<Boolean> taken;

  /**
   * A request with its signature.
   *
   * @param signature the headers that say who calls
   * @param taken told true where Pardot has taken the signature, false where it refused it, nothing where it can't be known
   */
  public SignedCall(PardotApi api, PardotRequest request, Map<String, String> signature, Consumer<Boolean> taken) {
    this.api = api;
    this.request = request;
    this.signature = Map.copyOf(signature);
    this.taken = taken;
  }

  /** All headers that leave with the request. */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(signature);
    headers.put("Content-Type", request.contentType());
    return headers;
  }

  /** As {@link PardotApi#reply}. */
  public PardotReply reply(int status, UnaryOperator<String> headers, InputStream answer) {
    try {
      PardotReply reply = api.reply(request, status, headers, answer);
      taken.accept(true);
      return reply;
    } catch (PardotUnauthorized e) {
      taken.accept(false);
      throw e;
    } catch (PardotException e) {
      if (e.code() != 0) {
        taken.accept(true);
      }
      throw e;
    }
  }
}
