package io.portreeve.gateway.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows clients who we are, from files that somebody renews; nothing, once that is no longer good:
 * a handshake then fails, whatever its client would believe.
 */
final class ShownToClients extends X509ExtendedKeyManager {
  private final RenewedIdentity own;
  private final Consumer<String> told;
  private String said = "";

  /**
   * Shows an identity.
   *
   * @param told that it is no longer good, once
   */
  ShownToClients(RenewedIdentity own, Consumer<String> told) {
    this.own = own;
    this.told = told;
  }

  /** Once for each kind of key that the client takes. */
  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    try {
      own.refresh();
      say("");
      return own.isOf(keyType) ? own.alias() : null;
    } catch (CertificateException ended) {
      say("no client is let in: " + ended.getMessage());
      return null;
    }
  }

  private synchronized void say(String what) {
    if (!said.equals(what)) {
      said = what;
      if (!what.isEmpty()) {
        told.accept(what);
      }
    }
  }

  /** Connections are made by engines alone. */
  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return own.getCertificateChain(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return own.getPrivateKey(alias);
  }

  /** We are never a client with it. */
  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
