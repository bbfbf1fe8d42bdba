package io.pardotroutes.bundle;

import io.pardotroutes.account.AccountCheck;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.form.FormApi;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** Which API a destination speaks. */
public final class PardotApis {

  private PardotApis() {}

  static PardotApi of(Destination destination) {
    return switch (destination.apiVersion()) {
      case V3, V4 -> new FormApi(destination.apiVersion());
    };
  }

  /** A look at accounts, whichever API they have. */
  public static AccountCheck accountCheck(CloseableHttpClient http, AccessTokens tokens) {
    return new AccountCheck(http, tokens, PardotApis::of);
  }
}
