package io.portreeve.gateway.http;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.3 or 1.2 towards a server, its identity checked on every connection: no session is resumed.
 *
 * <p>With no trust manager of its own, the server must hold a certificate of the platform's
 * authorities for the destination's host (RFC 9110 section 4.3.4). A trust manager given here
 * replaces both checks: the host name is handed to it as the engine's peer host, and what it does
 * not verify nobody does.
 *
 * <p>Two are equal, and so may share connections, only if they hold the same managers.
 *
 * @param keys the client certificate to show when asked
 */
public record TlsClient(
    Optional<X509ExtendedKeyManager> keys, Optional<X509ExtendedTrustManager> trust) {

  /** The platform's authorities and no client certificate. */
  public static TlsClient platform() {
    return new TlsClient(Optional.empty(), Optional.empty());
  }
}
