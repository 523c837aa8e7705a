package io.portreeve.gateway.tls;

import io.portreeve.gateway.pem.Pem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Who we are to a server.
 *
 * @param chain our own certificate first
 */
public record OwnIdentity(List<X509Certificate> chain, PrivateKey key) {
  public OwnIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * From PEM.
   *
   * @throws GeneralSecurityException when a part does not read, or they do not fit: one may be
   *     renewed and the other not yet
   */
  public static OwnIdentity of(byte[] chain, byte[] key) throws GeneralSecurityException {
    OwnIdentity own = new OwnIdentity(Pem.certificates(chain), Pem.key(key));
    if (!ListenerTls.ownedBy(own.key(), own.chain().getFirst().getPublicKey())) {
      throw new GeneralSecurityException("the key is not the one of the first certificate");
    }
    return own;
  }

  /** Tells it from the one before and the one after. */
  String alias() {
    return chain.getFirst().getSerialNumber().toString(16) + "-" + ends().toEpochMilli();
  }

  boolean isGood(Instant now) {
    X509Certificate own = chain.getFirst();
    return !now.isBefore(own.getNotBefore().toInstant())
        && now.isBefore(own.getNotAfter().toInstant());
  }

  Instant ends() {
    return chain.getFirst().getNotAfter().toInstant();
  }
}
