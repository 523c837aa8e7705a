package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keys.Secret;
import java.util.Optional;

/** Keeps the secrets that the users of one server have there. */
interface SecretVault {
  /** That of a principal; empty if none is kept. */
  Optional<Secret> of(String principal) throws TokenUnavailable, InterruptedException;

  /** The same as far as it is known without asking anybody: lately, where it lies elsewhere. */
  Optional<Secret> known(String principal);
}
