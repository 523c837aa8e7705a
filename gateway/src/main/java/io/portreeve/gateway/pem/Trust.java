package io.portreeve.gateway.pem;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Who may sign certificates, as the platform's TLS wants to be told. */
public final class Trust {
  private static final char[] NO_PASSWORD = {};

  private Trust() {}

  /**
   * The authorities in a text, PEM, and nobody else.
   *
   * @throws GeneralSecurityException if there is none, or one does not read
   */
  public static TrustManagerFactory in(byte[] pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    for (var authority : Pem.certificates(pem)) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    return of(store);
  }

  /** The platform's authorities. */
  public static TrustManagerFactory ofPlatform() throws GeneralSecurityException {
    return of(null);
  }

  private static TrustManagerFactory of(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(authorities);
    return factory;
  }

  /** What judges by them. */
  public static X509ExtendedTrustManager manager(TrustManagerFactory factory) {
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }
}
