package io.portreeve.gateway.tls;

import io.portreeve.gateway.http.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Writes keys and certificates as files hold them. */
public final class PemFiles {
  private PemFiles() {}

  public static byte[] chain(TestAuthority.Keys keys) throws CertificateEncodingException {
    return certificates(keys.chain());
  }

  public static byte[] certificates(X509Certificate... certificates)
      throws CertificateEncodingException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      pem.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return bytes(pem.toString());
  }

  public static byte[] key(PrivateKey key) {
    return bytes(block("PRIVATE KEY", key.getEncoded()));
  }

  public static String block(String label, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
