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
  private static final String KEY = "key:";
  private static final String CERTIFICATE = "certificate:";
  private static final String LOCAL = "stdio";
  private static final Delegation STDIO = Delegation.by(new Client(LOCAL));

  private ClientNames() {}

  /** Whom the operator gave this key to, or else whoever has it. */
  public static Delegation of(ApiKeyRecord key) {
    return Delegation.by(new Client(key.client().orElseGet(() -> KEY + key.id())));
  }

  /**
   * Whether the operator may call a client so: what is named by its credential is never declared.
   */
  public static boolean mayBeDeclared(String client) {
    return client.matches("[!-~]{1,320}")
        && !client.startsWith(KEY)
        && !client.startsWith(CERTIFICATE)
        && !client.equals(LOCAL);
  }

  /** Whoever has a certificate of that name. */
  public static Delegation of(CertificateSettings certificate) {
    return Delegation.by(new Client(CERTIFICATE + certificate.principal()));
  }

  /** Whoever started this process. */
  public static Delegation stdio() {
    return STDIO;
  }
}
