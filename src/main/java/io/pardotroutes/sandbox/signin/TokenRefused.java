package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.SignInError;

/** A token call that Salesforce would refuse, without a stack trace. */
final class TokenRefused extends RuntimeException {
  private final transient SignInError error;

  TokenRefused(SignInError error) {
    super(error.error() + ": " + error.description(), null, false, false);
    this.error = error;
  }

  TokenRefused(String error, String description) {
    this(new SignInError(error, description));
  }

  static void when(boolean refused, SignInError error) {
    if (refused) {
      throw new TokenRefused(error);
    }
  }

  static void when(boolean refused, String error, String description) {
    when(refused, new SignInError(error, description));
  }

  SignInError error() {
    return error;
  }
}
