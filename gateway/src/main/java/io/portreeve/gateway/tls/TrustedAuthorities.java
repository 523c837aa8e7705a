package io.portreeve.gateway.tls;

import io.portreeve.gateway.pem.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Who may sign the certificates of a server: the authorities in a file, read anew for each
 * connection, or those of the platform. A file that does not read trusts nobody.
 */
final class TrustedAuthorities {
  private final Optional<Material> file;
  private byte[] seen = {};
  private X509ExtendedTrustManager trust;

  /** Those that are there now. */
  TrustedAuthorities(Optional<Material> file) throws GeneralSecurityException, IOException {
    this.file = file;
    this.seen = file.isPresent() ? file.get().read() : seen;
    this.trust = file.isPresent() ? of(seen) : platform();
  }

  synchronized X509ExtendedTrustManager now() throws CertificateException {
    try {
      byte[] read = file.isPresent() ? file.get().read() : seen;
      if (!Arrays.equals(read, seen)) {
        trust = of(read);
        seen = read;
      }
      return trust;
    } catch (GeneralSecurityException | IOException | RuntimeException broken) {
      throw new CertificateException("the authorities cannot be read: " + broken.getMessage());
    }
  }

  private static X509ExtendedTrustManager of(byte[] pem)
      throws GeneralSecurityException, IOException {
    return Trust.manager(Trust.in(pem));
  }

  private static X509ExtendedTrustManager platform() throws GeneralSecurityException {
    return Trust.manager(Trust.ofPlatform());
  }
}
