package io.portreeve.gateway.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Who we are, from files that somebody renews; by itself, shown to a server.
 *
 * <p>The files are read at each handshake, so what was renewed is shown at the next. Files that do
 * not read or do not fit, as while they are being replaced, leave the identity from before in force
 * for as long as it is good; then no connection is opened.
 */
final class RenewedIdentity extends X509ExtendedKeyManager {
  /** A handshake asks for the key a moment after it chose: so many renewals may lie between. */
  private static final int REMEMBERED = 4;

  private final Material chain;
  private final Material key;
  private final InstantSource clock;
  private final Consumer<String> told;
  private final Deque<OwnIdentity> latest = new ArrayDeque<>();
  private byte[] seen = {};
  private String said = "";

  /**
   * With what the files hold now.
   *
   * @param told what is wrong with files that were renewed
   */
  RenewedIdentity(Material chain, Material key, InstantSource clock, Consumer<String> told)
      throws GeneralSecurityException, IOException {
    this.chain = chain;
    this.key = key;
    this.clock = clock;
    this.told = told;
    read();
  }

  /** Reads the files anew; must come before each handshake. */
  synchronized void refresh() throws CertificateException {
    try {
      read();
      said = "";
    } catch (GeneralSecurityException | IOException | RuntimeException broken) {
      say("our certificate was renewed and cannot be used: " + broken.getMessage());
    }
    if (!latest.getFirst().isGood(clock.instant())) {
      throw new CertificateException(
          "our own certificate is good until " + latest.getFirst().ends());
    }
  }

  private void say(String what) {
    if (!said.equals(what)) {
      said = what;
      told.accept(what);
    }
  }

  private void read() throws GeneralSecurityException, IOException {
    byte[] certificates = chain.read();
    byte[] secret = key.read();
    byte[] both = Arrays.copyOf(certificates, certificates.length + secret.length);
    System.arraycopy(secret, 0, both, certificates.length, secret.length);
    if (Arrays.equals(both, seen)) {
      return;
    }
    latest.addFirst(OwnIdentity.of(certificates, secret));
    seen = both;
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
  }

  private synchronized Optional<OwnIdentity> of(String alias) {
    return latest.stream().filter(one -> one.alias().equals(alias)).findFirst();
  }

  synchronized String alias() {
    return latest.getFirst().alias();
  }

  /** Whether its key is of that kind, as TLS names them. */
  synchronized boolean isOf(String keyType) {
    return latest.getFirst().key().getAlgorithm().equals(keyType);
  }

  @Override
  public String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias();
  }

  @Override
  public String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return alias();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {alias()};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return of(alias).map(one -> one.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return of(alias).map(OwnIdentity::key).orElse(null);
  }

  /** We are never a server with it. */
  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
