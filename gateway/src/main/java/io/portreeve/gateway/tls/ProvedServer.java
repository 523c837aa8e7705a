package io.portreeve.gateway.tls;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server only what its certificate proves: by an authority that the operator named, for
 * the host that was dialled or the SPIFFE id that he expects, with a key that he pinned, if he did.
 */
final class ProvedServer extends X509ExtendedTrustManager {
  /** A URI among the names of a certificate (RFC 5280, section 4.2.1.6). */
  private static final int URI_NAME = 6;

  private final TrustedAuthorities authorities;
  private final ServerIdentity expected;
  private final Optional<RenewedIdentity> ours;
  private final Consumer<String> told;

  /**
   * One server's.
   *
   * @param ours is looked at anew for each connection, since this is asked at each
   * @param told why a server is not believed
   */
  ProvedServer(
      TrustedAuthorities authorities,
      ServerIdentity expected,
      Optional<RenewedIdentity> ours,
      Consumer<String> told) {
    this.authorities = authorities;
    this.expected = expected;
    this.ours = ours;
    this.told = told;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      if (ours.isPresent()) {
        ours.get().refresh();
      }
      if (expected.spiffeId().isPresent()) {
        authorities.now().checkServerTrusted(chain, authType);
      } else {
        authorities.now().checkServerTrusted(chain, authType, engine);
      }
      expect(chain[0]);
    } catch (CertificateException refused) {
      told.accept(why(refused));
      throw refused;
    }
  }

  /** The platform names the check that failed, and what it found there only in the last cause. */
  private static String why(CertificateException refused) {
    Throwable last = refused;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String first = String.valueOf(refused.getMessage());
    String found = String.valueOf(last.getMessage());
    return first.contains(found) ? first : first + ": " + found;
  }

  private void expect(X509Certificate own) throws CertificateException {
    Optional<String> flaw = expected.flaw(uris(own), pin(own));
    if (flaw.isPresent()) {
      throw new CertificateException(flaw.get());
    }
  }

  private static List<String> uris(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream()
            .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
            .map(name -> String.valueOf(name.get(1)))
            .toList();
  }

  private static String pin(X509Certificate certificate) throws CertificateException {
    try {
      byte[] key = certificate.getPublicKey().getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "sha256/" + Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException absent) {
      throw new CertificateException(absent);
    }
  }

  /** No name was dialled, so none can be proved. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("it is not known who the server must be");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("we are a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
