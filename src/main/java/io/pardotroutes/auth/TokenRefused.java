package io.pardotroutes.auth;

/** The token endpoint's own refusal (RFC 6749, section 5.2), not yet judged. Holds no secret: both texts are cleaned. */
final class TokenRefused extends Exception {

  private static final int LONGEST = 120;

  private final String error;
  private final String description;

  TokenRefused(String error, String description) {
    super(clean(error) + (description == null || description.isBlank() ? "" : ": " + clean(description)));
    this.error = clean(error);
    this.description = description == null ? "" : clean(description);
  }

  String error() {
    return error;
  }

  String description() {
    return description;
  }

  private static String clean(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9_ .,:'/()-]", "?");
    return plain.substring(0, Math.min(plain.length(), LONGEST));
  }
}
