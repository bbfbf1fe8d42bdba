package io.pardotroutes.pardot;

import io.pardotroutes.prospect.ProspectRecord;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer that the API gave on purpose: the call went through, at least for some records of a batch.
 *
 * @param code 0; for a read that found nobody the code that says so
 * @param created a single write made a new prospect
 * @param prospects those read, or the one written; batches answer none
 * @param customFields those of the account, where they were asked for
 * @param errors of a batch: what Pardot names the record by (its index in version 4, its e-mail in version 3) to what became of it
 */
public record PardotReply(int code, boolean created, List<ProspectRecord> prospects, List<CustomField> customFields, Map<String, PardotException> errors) {

  /**
   * The records of a batch that failed: index in the batch to what became of it. All others were written.
   *
   * @param writes those of the batch, in its order
   * @throws PardotUnavailable where an error names no record of the batch, so that nothing is known of any of them
   */
  public Map<Integer, PardotException> failed(List<ProspectWrite> writes) {
    if (errors.isEmpty()) {
      return Map.of();
    }
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < writes.size(); i++) {
      names.put(writes.get(i).by() == By.EMAIL ? writes.get(i).key() : Integer.toString(i), i);
    }
    Map<Integer, PardotException> failed = new LinkedHashMap<>();
    errors.forEach((name, error) -> {
      Integer index = names.get(name.strip().toLowerCase(Locale.ROOT));
      if (index == null) {
        throw new PardotUnavailable("the answer to a batch names a record that is not in it", 0, 0, true, false, null);
      }
      failed.put(index, error);
    });
    return failed;
  }

  /** The records left out: they are personal. */
  @Override
  public String toString() {
    return "PardotReply[code=" + code + ", created=" + created + ", prospects=" + prospects.size() + ", errors=" + errors.size() + "]";
  }
}
