package io.pardotroutes.sandbox.data;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URLs that the app may be called back at. A redirect has to be exactly one of them (Salesforce, "OAuth 2.0 Web Server Flow"). */
public final class CallbackUrls {
  private static final Pattern URL = Pattern.compile("([a-z][a-z0-9+.-]*://[A-Za-z0-9.:_-]+)([/?][!-~&&[^#]]*)?");
  private static final Pattern THIS_MACHINE = Pattern.compile("http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?");

  private CallbackUrls() {}

  /** Whether a text can be one at all: absolute, printable ASCII, no user, no fragment. */
  static boolean isOne(String url) {
    return URL.matcher(url).matches();
  }

  /** Scheme, host and port of one. */
  public static String origin(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no callback URL");
    }
    return matcher.group(1);
  }

  /**
   * Whether the app may be called back there.
   *
   * @param urls empty for any http URL of this machine
   */
  public static boolean allow(List<String> urls, String url) {
    return isOne(url) && (urls.isEmpty() ? THIS_MACHINE.matcher(origin(url)).matches() : urls.contains(url));
  }
}
