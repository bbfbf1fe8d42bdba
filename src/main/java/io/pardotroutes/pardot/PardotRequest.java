package io.pardotroutes.pardot;

/**
 * One request to the Pardot API.
 *
 * @param operation the name of the call, as metrics show it: {@code batchUpsert}, {@code update}, {@code read}
 * @param method of HTTP
 * @param path from the host on; identifiers are never in it
 * @param contentType of the body
 * @param body all that identifies anybody is here
 * @param findsByEmail Pardot's code 4 says that no prospect has the e-mail, not that the e-mail is malformed (Pardot API, error codes)
 */
public record PardotRequest(String operation, String method, String path, String contentType, String body, boolean findsByEmail) {
  public static final String READ = "read";
  public static final String QUERY = "query";

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

  /** Without the body: it is personal. */
  @Override
  public String toString() {
    return "PardotRequest[" + path + "]";
  }
}
