package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Requests as a listener hands them over. */
final class ServedRequests {
  private ServedRequests() {}

  static HttpRequest any() {
    InetSocketAddress here = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1);
    Peer peer = new Peer(here, here, List.of(), false);
    return new HttpRequest("POST", "/mcp", "", HttpFields.empty(), new byte[0], peer);
  }
}
