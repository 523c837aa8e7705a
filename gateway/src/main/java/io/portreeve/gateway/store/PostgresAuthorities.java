package io.portreeve.gateway.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes the TLS of connections to a PostgreSQL: its certificate has to come from given authorities.
 * Whether it has the right name is looked at by the driver, which makes this by its name.
 */
public final class PostgresAuthorities extends WrappedFactory {
  /**
   * TLS by these authorities.
   *
   * @param pem empty: the platform's
   */
  public PostgresAuthorities(String pem) throws GeneralSecurityException {
    this.factory = context(pem).getSocketFactory();
  }

  private static SSLContext context(String pem) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (pem.isEmpty()) {
      trust.init((KeyStore) null);
    } else {
      trust.init(store(pem));
    }
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(String pem) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      store.load(null, null);
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
    int number = 0;
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
      store.setCertificateEntry("authority-" + number++, one);
    }
    if (number == 0) {
      throw new CertificateException("there is no certificate among the authorities");
    }
    return store;
  }
}
