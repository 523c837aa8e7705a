package io.portreeve.gateway.http;

import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.3 or 1.2 for a listener. Both managers are asked at every handshake and no session is
 * resumed where client certificates are asked for, so one that delegates to a replaceable value
 * swaps keys and trust without a restart.
 *
 * @param trust judges client certificates; required when they are asked for
 */
public record TlsServer(
    X509ExtendedKeyManager keys,
    Optional<X509ExtendedTrustManager> trust,
    ClientCertificate clientCertificate) {

  /** Whether a client has to prove a certificate. */
  public enum ClientCertificate {
    /** Never asked for. */
    NONE,
    /** Asked for; one that is shown must be trusted. */
    OPTIONAL,
    /** No connection without a trusted one. */
    REQUIRED
  }

  public TlsServer {
    if (clientCertificate != ClientCertificate.NONE && trust.isEmpty()) {
      throw new IllegalArgumentException("client certificates need a trust manager");
    }
  }
}
