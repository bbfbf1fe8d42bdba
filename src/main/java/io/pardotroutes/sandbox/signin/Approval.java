package io.pardotroutes.sandbox.signin;

/** A user's yes to the app: what its refresh token stands for, whichever text that has after rotations. */
final class Approval {
  private final String scope;
  private String refreshToken;
  private boolean refreshing;

  Approval(String refreshToken, String scope) {
    this.refreshToken = refreshToken;
    this.scope = scope;
  }

  /** The scopes said yes to, separated by spaces. */
  String scope() {
    return scope;
  }

  /** The only text that is good now. */
  String refreshToken() {
    return refreshToken;
  }

  void rotate(String successor) {
    refreshToken = successor;
  }

  /** Whether a refresh is under way. */
  boolean refreshing() {
    return refreshing;
  }

  void refreshing(boolean underWay) {
    refreshing = underWay;
  }
}
