package io.portreeve.gateway.http;

import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS engines of connections; only TLS 1.3 and 1.2. */
final class TlsEngines {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private TlsEngines() {}

  /** Its checks run on virtual threads: a trust manager may block, an event loop may not. */
  static SslHandler handler(SSLEngine engine) {
    return new SslHandler(engine, Thread::startVirtualThread);
  }

  /**
   * The server side of one connection. Where a client proves a certificate, each connection has a
   * session cache of its own: a resumed session would bring back an identity that was not proved
   * again and may have been revoked since.
   */
  static SSLEngine server(TlsServer tls, SSLContext shared) throws GeneralSecurityException {
    boolean anonymous = tls.clientCertificate() == TlsServer.ClientCertificate.NONE;
    SSLEngine engine = (anonymous ? shared : context(tls)).createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setUseCipherSuitesOrder(true);
    switch (tls.clientCertificate()) {
      case NONE -> {}
      case OPTIONAL -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  static SSLContext context(TlsServer tls) throws GeneralSecurityException {
    return context(Optional.of(tls.keys()), tls.trust());
  }

  /** The client side of one connection, which checks the server's name and resumes nothing. */
  static SSLEngine client(TlsClient tls, Destination destination) throws GeneralSecurityException {
    SSLEngine engine =
        context(tls.keys(), tls.trust()).createSSLEngine(destination.host(), destination.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (isName(destination.host())) {
      parameters.setServerNames(List.of(new SNIHostName(destination.host())));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /**
   * How long the certificates that were shown on this connection, by either side, are still good:
   * nobody has proved who he is for longer than that.
   */
  static Duration left(SSLEngine engine, Instant now) {
    SSLSession session = engine.getSession();
    return Stream.concat(shown(session::getPeerCertificates), shown(session::getLocalCertificates))
        .map(certificate -> Duration.between(now, certificate.getNotAfter().toInstant()))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofNanos(Long.MAX_VALUE));
  }

  private interface Shown {
    Certificate @Nullable [] chain() throws SSLPeerUnverifiedException;
  }

  private static Stream<X509Certificate> shown(Shown side) {
    try {
      Certificate[] chain = side.chain();
      return chain == null
          ? Stream.empty()
          : Arrays.stream(chain)
              .filter(X509Certificate.class::isInstance)
              .map(X509Certificate.class::cast);
    } catch (SSLPeerUnverifiedException nothing) {
      return Stream.empty();
    }
  }

  /** RFC 6066 section 3 permits no address literals as server names. */
  private static boolean isName(String host) {
    return host.indexOf(':') < 0 && !Character.isDigit(host.charAt(host.length() - 1));
  }

  private static SSLContext context(
      Optional<X509ExtendedKeyManager> keys, Optional<X509ExtendedTrustManager> trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] keyManagers = keys.stream().toArray(KeyManager[]::new);
    context.init(keyManagers, trust.map(one -> new TrustManager[] {one}).orElse(null), null);
    return context;
  }
}
