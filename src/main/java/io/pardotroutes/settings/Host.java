package io.pardotroutes.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which hosts a destination may talk to. Names are judged by their text: nothing is resolved, since nothing may be
 * connected while settings are read.
 */
public final class Host {

  private static final Set<String> METADATA = Set.of("metadata", "metadata.google.internal", "instance-data");

  /** Where Pardot and Salesforce live (Salesforce help, "Account Engagement API" and "My Domain URL Formats"). */
  private static final Pattern OF_SALESFORCE = Pattern.compile("pi\\.(demo\\.)?pardot\\.com|([a-z0-9-]+\\.)+(salesforce|force)\\.com");

  private Host() {}

  /**
   * Scheme, host and port of an address without a path; https, unless it is this machine.
   *
   * @throws IllegalArgumentException says what is wrong with it and what to write
   */
  public static URI parse(String text) {
    URI uri;
    try {
      uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL; write one such as https://pi.pardot.com", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http") || uri.getHost() == null) {
      throw new IllegalArgumentException("must be an address such as https://pi.pardot.com");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null || !uri.getPath().isEmpty()) {
      throw new IllegalArgumentException("must be scheme and host only, such as https://pi.pardot.com");
    }
    if (isForbidden(uri.getHost())) {
      throw new IllegalArgumentException("names " + uri.getHost() + ", an address of the machine's own network (link-local or cloud metadata);"
          + " write the host of your Pardot or Salesforce");
    }
    if (scheme.equals("http") && !isLoopback(uri.getHost())) {
      throw new IllegalArgumentException("must be https: plain http is only for this machine (localhost)");
    }
    return uri;
  }

  /**
   * An address of Salesforce, of this machine or of a further host.
   *
   * @param further {@code *.} before a name for all below it
   * @throws IllegalArgumentException where it is none of them
   */
  public static URI requireAllowed(URI uri, Collection<String> further) {
    if (!isLoopback(uri.getHost()) && !isAllowed(uri.getHost().toLowerCase(Locale.ROOT), further)) {
      throw new IllegalArgumentException("names " + uri.getHost() + ", which is no host of Pardot or Salesforce; correct it, or add it to "
          + Setting.ALLOWED_HOSTS.key() + " in " + Settings.FILE);
    }
    return uri;
  }

  private static boolean isAllowed(String host, Collection<String> further) {
    return OF_SALESFORCE.matcher(host).matches() || further.stream().map(entry -> entry.toLowerCase(Locale.ROOT))
        .anyMatch(entry -> entry.startsWith("*.") ? host.endsWith(entry.substring(1)) : host.equals(entry));
  }

  /** Whether a host, by its text, is this machine. */
  public static boolean isLoopback(String host) {
    InetAddress address = literal(host);
    return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
  }

  private static boolean isForbidden(String host) {
    InetAddress address = literal(host);
    if (address == null) {
      String name = host.toLowerCase(Locale.ROOT);
      return METADATA.contains(name) || name.startsWith("0x");
    }
    return address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()
        || address.equals(literal("[fd00:ec2::254]"));
  }

  /** The address that a host is the digits of; null for a name. Asks no name server for either. */
  private static InetAddress literal(String host) {
    if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("names " + host + ", which is no address", e);
    }
  }
}
