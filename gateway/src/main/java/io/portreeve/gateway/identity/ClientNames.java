package io.portreeve.gateway.identity;

import io.portreeve.gateway.config.CertificateSettings;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;

/**
 * The client that a credential of our own stands for: each is given to one piece of software. No
 * issuer can name a client so, for the operator's names of issuers hold no colon.
 */
public final class ClientNames {
  private static final Delegation STDIO = Delegation.by(new Client("stdio"));

  private ClientNames() {}

  /** Whoever has this key. */
  public static Delegation of(ApiKeyRecord key) {
    return Delegation.by(new Client("key:" + key.id()));
  }

  /** Whoever has a certificate of that name. */
  public static Delegation of(CertificateSettings certificate) {
    return Delegation.by(new Client("certificate:" + certificate.principal()));
  }

  /** Whoever started this process. */
  public static Delegation stdio() {
    return STDIO;
  }
}
