package io.pardotroutes.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Finds the addresses of names, but none where a cloud keeps its metadata: whoever answers for a name must not lead a call there. */
final class GuardedNames extends SystemDefaultDnsResolver {

  private static final String METADATA_V6 = "fd00:ec2::254";

  /** @throws UnknownHostException also where one of the addresses is link-local or of cloud metadata */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = super.resolve(host);
    for (InetAddress address : addresses) {
      if (address.isLinkLocalAddress() || address.equals(InetAddress.getByName(METADATA_V6))) {
        throw new UnknownHostException(host + " is at " + address.getHostAddress() + ", an address of the machine's own network"
            + " (link-local or cloud metadata); correct the name or its entry in DNS");
      }
    }
    return addresses;
  }
}
