package io.portreeve.gateway.tls;

import io.portreeve.controls.serverspoofing.ServerIdentity;
import io.portreeve.gateway.http.TlsClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The TLS towards one server.
 *
 * @param authorities who may sign its certificate; empty: those of the platform
 * @param expected who it must be
 * @param own what we show of ourselves; empty: nothing
 */
public record ServerTls(
    Optional<Material> authorities, ServerIdentity expected, Optional<Own> own) {
  /** Our certificate chain, our own first, and its private key. */
  public record Own(Material chain, Material key) {}

  /**
   * Makes it ready. What the files hold later is taken over at the next connection.
   *
   * @param refused why a connection was not made
   * @param warned what is wrong with files that were renewed, while the earlier ones are in force
   * @throws GeneralSecurityException when a part does not read now, or key and chain do not fit
   */
  public TlsClient client(InstantSource clock, Consumer<String> refused, Consumer<String> warned)
      throws GeneralSecurityException, IOException {
    Optional<RenewedIdentity> ours =
        own.isPresent()
            ? Optional.of(new RenewedIdentity(own.get().chain(), own.get().key(), clock, warned))
            : Optional.empty();
    return new TlsClient(
        ours.map(it -> it),
        Optional.of(
            new ProvedServer(new TrustedAuthorities(authorities), expected, ours, refused)));
  }
}
