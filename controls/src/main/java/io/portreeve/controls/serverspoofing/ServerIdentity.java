package io.portreeve.controls.serverspoofing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Server identity (6a): whether a certificate, whose chain is verified already, is the one that the
 * operator expects.
 *
 * <p>Promise: where a SPIFFE id is expected, it is the only URI that the certificate names (X.509
 * SVID, section 2); where pins are, its key is one of them. A certificate further up the chain
 * counts for neither: anybody can send one along.
 *
 * @param spiffeId who the server must be; empty: whoever its host name says
 * @param pins its keys: SHA-256 of the SubjectPublicKeyInfo as {@code sha256/} and Base64, as RFC
 *     7469 writes it; empty: any
 */
public record ServerIdentity(Optional<String> spiffeId, Set<String> pins) {
  /** How a SPIFFE id of a workload is written (SPIFFE-ID, section 2), as a regular expression. */
  public static final String SPIFFE_ID =
      "spiffe://[a-z0-9._-]{1,255}(/[A-Za-z0-9._-]{1,255}){1,16}";

  public ServerIdentity {
    pins = Set.copyOf(pins);
  }

  /**
   * What is wrong with a server's own certificate, if anything is.
   *
   * @param uris the URIs that it names
   * @param pin its key, written as a pin
   */
  public Optional<String> flaw(List<String> uris, String pin) {
    if (spiffeId.isPresent() && !uris.equals(List.of(spiffeId.get()))) {
      return Optional.of("its certificate is not that of " + spiffeId.get());
    }
    return pins.isEmpty() || pins.contains(pin)
        ? Optional.empty()
        : Optional.of("its key is none that is pinned");
  }
}
