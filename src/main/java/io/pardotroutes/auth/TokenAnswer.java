package io.pardotroutes.auth;

/**
 * What the token endpoint gave (Salesforce, "OAuth 2.0 token response").
 *
 * @param refreshToken null where none came with it: then the one before stays good
 * @param scope what it allows, separated by blanks; null where it isn't said
 * @param instance the organisation's own host, not Pardot's; null where it isn't said
 * @param identity the URL that names organisation and user, {@code …/id/00D…/005…}; null where it isn't said
 */
record TokenAnswer(String accessToken, String refreshToken, String scope, String instance, String identity) {

  /** The id of the user who writes; null where it isn't said. */
  String user() {
    if (identity == null) {
      return null;
    }
    String last = identity.substring(identity.lastIndexOf('/') + 1);
    return last.matches("005[A-Za-z0-9]{12,15}") ? last : null;
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "TokenAnswer[user=" + user() + ", scope=" + scope + "]";
  }
}
