package io.portreeve.gateway.oauth;

import io.portreeve.gateway.downstream.Authenticator.Occasion;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.identity.Presented;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Tokens in requests of tests. */
final class Shown {
  private Shown() {}

  /** In a POST to the endpoint, just coming in. */
  static Presented as(String scheme, String token) {
    return with(scheme, token, HttpFields.empty(), List.of());
  }

  /** The same with one proof. */
  static Presented proved(String token, String proof) {
    return with("dpop", token, HttpFields.of("dpop", proof), List.of());
  }

  static Presented with(
      String scheme, String token, HttpFields fields, List<X509Certificate> certificates) {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Peer peer = new Peer(here, here, certificates, true);
    HttpRequest request = new HttpRequest("POST", "/mcp", "", fields, new byte[0], peer);
    return new Presented(scheme, token, request, Occasion.ENTRY);
  }

  /** The same request, looked at for another reason. */
  static Presented at(Occasion occasion, Presented shown) {
    return new Presented(shown.scheme(), shown.token(), shown.request(), occasion);
  }
}
