package io.portreeve.gateway.tls;

import io.portreeve.gateway.http.TlsServer;
import io.portreeve.gateway.http.TlsServer.ClientCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The TLS of a listener, from PEM. */
public final class ListenerTls {
  private static final char[] NO_PASSWORD = {};

  private ListenerTls() {}

  /**
   * Our chain and key; clients are not asked for certificates.
   *
   * @throws GeneralSecurityException when a part does not read, or key and chain do not fit
   */
  public static TlsServer of(byte[] chain, byte[] key)
      throws GeneralSecurityException, IOException {
    return new TlsServer(
        keys(Pem.certificates(chain), Pem.key(key)), Optional.empty(), ClientCertificate.NONE);
  }

  /** Likewise, and the authorities that sign the certificates of clients. */
  public static TlsServer of(
      byte[] chain, byte[] key, byte[] clientAuthorities, ClientCertificate clients)
      throws GeneralSecurityException, IOException {
    return new TlsServer(
        keys(Pem.certificates(chain), Pem.key(key)),
        Optional.of(trust(Pem.certificates(clientAuthorities))),
        clients);
  }

  private static X509ExtendedKeyManager keys(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    if (!ownedBy(key, chain.getFirst().getPublicKey())) {
      throw new GeneralSecurityException("the key is not the one of the first certificate");
    }
    KeyStore store = empty();
    store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
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

  static X509ExtendedTrustManager trust(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
