package io.pardotroutes.auth;

/** A sign-in did not come to its end. The message is a fixed text: nothing of what came from outside is in it. */
public final class SignInRefused extends Exception {

  SignInRefused(String message) {
    super(message);
  }
}
