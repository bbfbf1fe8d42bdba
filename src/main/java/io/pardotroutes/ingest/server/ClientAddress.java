package io.pardotroutes.ingest.server;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells which address a request comes from: that of the connection. Only where it is one of our own proxies, the last address of
 * {@code X-Forwarded-For} that is none of them: what stands before it anybody may have written.
 */
public final class ClientAddress {

  /** Some gateways write the sender's port behind the address. */
  private static final Pattern WITH_PORT = Pattern.compile("^(?:([0-9.]+):\\d+|\\[([0-9A-Fa-f:.]+)](?::\\d+)?)$");

  private static final InetAddress UNKNOWN = NetUtil.createInetAddressFromIpAddressString("0.0.0.0");

  private final Set<InetAddress> proxies;

  /** @param proxies {@code pardot.http.trustedProxies}: addresses, separated by commas */
  public ClientAddress(String proxies) {
    this.proxies = Arrays.stream(proxies.split(",")).map(String::strip).filter(entry -> !entry.isEmpty())
        .map(NetUtil::createInetAddressFromIpAddressString).collect(Collectors.toSet());
  }

  InetAddress of(HttpServerRequest request) {
    InetAddress address = parse(request.remoteAddress().hostAddress());
    if (address == null) {
      return UNKNOWN;
    }
    if (proxies.contains(address)) {
      List<String> hops = request.headers().getAll("X-Forwarded-For").stream().flatMap(line -> Arrays.stream(line.split(","))).toList();
      for (int i = hops.size() - 1; i >= 0 && proxies.contains(address); i--) {
        InetAddress hop = parse(WITH_PORT.matcher(hops.get(i).strip()).replaceFirst("$1$2"));
        if (hop == null) {
          break;
        }
        address = hop;
      }
    }
    return address;
  }

  private static InetAddress parse(String address) {
    return address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
  }
}
