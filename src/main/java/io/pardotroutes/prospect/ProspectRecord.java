package io.pardotroutes.prospect;

import java.util.Map;

/**
 * A prospect as Pardot answered it.
 *
 * @param id Pardot's id
 * @param email as answered, null where it is empty
 * @param fields wire name to text as answered; empty fields are missing, several values are joined with {@code ;}; a map that nobody changes
 */
public record ProspectRecord(long id, String email, Map<String, String> fields) {
  /** A field's text trimmed and with HTML entities decoded once, empty where the prospect has none (Pardot API, transport: HTML entities). */
  public String text(String field) {
    String answered = fields.get(field);
    return answered == null ? "" : HtmlText.decodeOnce(answered).strip();
  }

  /** Whether it is in the recycle bin. */
  public boolean archived() {
    String flag = text("is_archived");
    return flag.equals("1") || flag.equalsIgnoreCase("true");
  }

  @Override
  public String toString() {
    return "ProspectRecord[id=" + id + "]";
  }
}
