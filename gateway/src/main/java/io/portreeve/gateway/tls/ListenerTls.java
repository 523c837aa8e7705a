package io.portreeve.gateway.tls;

import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.http.TlsServer.ClientCertificate;
import io.portreeve.gateway.pem.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.X509ExtendedKeyManager;

/** The TLS of a listener, from PEM. */
public final class ListenerTls {
  private ListenerTls() {}

  /**
   * Our chain and key; clients are not asked for certificates. What is renewed is shown from the
   * next handshake on; what does not fit then leaves the one before in force for as long as it is
   * good.
   *
   * @param warned what is wrong with them later, once each
   * @throws GeneralSecurityException when a part does not read now, or key and chain do not fit
   */
  public static TlsServer of(ServerTls.Own own, InstantSource clock, Consumer<String> warned)
      throws GeneralSecurityException, IOException {
    return new TlsServer(shown(own, clock, warned), Optional.empty(), ClientCertificate.NONE);
  }

  /** Likewise, and the authorities that sign the certificates of clients. */
  public static TlsServer of(
      ServerTls.Own own,
      byte[] clientAuthorities,
      ClientCertificate clients,
      InstantSource clock,
      Consumer<String> warned)
      throws GeneralSecurityException, IOException {
    return new TlsServer(
        shown(own, clock, warned),
        Optional.of(Trust.manager(Trust.in(clientAuthorities))),
        clients);
  }

  private static X509ExtendedKeyManager shown(
      ServerTls.Own own, InstantSource clock, Consumer<String> warned)
      throws GeneralSecurityException, IOException {
    return new ShownToClients(new RenewedIdentity(own.chain(), own.key(), clock, warned), warned);
  }

  /** A signature tells; a wrong pair is to be found at the start, and not by the first client. */
  static boolean ownedBy(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance(
            switch (key.getAlgorithm()) {
              case "EC" -> "SHA256withECDSA";
              case "RSA" -> "SHA256withRSA";
              default -> key.getAlgorithm();
            });
    byte[] text = shown.getEncoded();
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(text);
    return signature.verify(signed);
  }
}
