package io.pardotroutes.pardot;

/**
 * One POST to the Pardot API.
 *
 * @param operation the name of the call, as metrics show it: {@code batchUpsert}, {@code update}, {@code read}
 * @param path from the host on; identifiers are never in it
 * @param form the body, {@code application/x-www-form-urlencoded} in UTF-8 and therefore plain ASCII
 */
public record PardotRequest(String operation, String path, String form) {
  public static final String READ = "read";
  public static final String QUERY = "query";

  /** The content type of {@link #form}. */
  public static final String CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

  /** Whether it changes anything in Pardot. */
  public boolean isWrite() {
    return !operation.equals(READ) && !operation.equals(QUERY);
  }

  /** Whether it carries several prospects. */
  public boolean isBatch() {
    return operation.startsWith("batch");
  }

  boolean isUpsert() {
    return operation.equals("upsert") || operation.equals("batchUpsert");
  }

  /** Whether Pardot's code 4 says that no prospect has the e-mail, not that the e-mail is malformed (Pardot API, error codes). */
  boolean looksForEmail() {
    return operation.equals(READ) || path.contains("/version/3/") && (operation.equals("update") || operation.equals("batchUpdate"));
  }

  /** Without the body: it is personal. */
  @Override
  public String toString() {
    return "PardotRequest[" + path + "]";
  }
}
