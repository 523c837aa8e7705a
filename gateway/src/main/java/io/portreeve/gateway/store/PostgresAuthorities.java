package io.portreeve.gateway.store;

import io.portreeve.gateway.pem.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
  public PostgresAuthorities(String pem) throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        pem.isEmpty() ? Trust.ofPlatform() : Trust.in(pem.getBytes(StandardCharsets.UTF_8));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    this.factory = context.getSocketFactory();
  }
}
