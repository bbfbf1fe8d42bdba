package io.pardotroutes.pardot;

import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import java.io.InputStream;
import java.util.List;
import java.util.function.UnaryOperator;

/** One version of Pardot's API: what is asked of it, and what its answers mean. */
public interface PardotApi {

  /**
   * One prospect in a call of its own.
   *
   * @throws IllegalArgumentException for a write that this call can't carry
   */
  PardotRequest write(Operation operation, ProspectWrite write);

  /**
   * Many prospects in one call.
   *
   * @param writes no two may name the same prospect, because the API does not say which would win: merge them first
   * @throws IllegalArgumentException for writes that this call can't carry
   */
  PardotRequest batch(Operation operation, List<ProspectWrite> writes);

  /** All prospects with this e-mail: there may be several where accounts allow that. */
  PardotRequest readByEmail(String email);

  /** All custom fields of the account. */
  PardotRequest customFields();

  /**
   * Judges an answer: by its envelope, then by its code, then by its HTTP status (Pardot API, error codes, order of judgement). An
   * answer with status 2xx and without envelope is no success.
   *
   * @param headers the answer's, by name; null where there is none of that name
   * @throws PardotException of the class that says what to do; {@link PardotUnavailable} where the answer can't be understood
   */
  PardotReply reply(PardotRequest request, int status, UnaryOperator<String> headers, InputStream answer);
}
