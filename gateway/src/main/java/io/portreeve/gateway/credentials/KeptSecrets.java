package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.util.Optional;

/** The secrets of one server in our own file. */
record KeptSecrets(SecretFile file, String server) implements SecretVault {
  @Override
  public Optional<Secret> of(String principal) throws TokenUnavailable {
    try {
      return file.get(server, principal);
    } catch (SecretUnavailable unusable) {
      throw new TokenUnavailable(String.valueOf(unusable.getMessage()));
    }
  }

  @Override
  public Optional<Secret> known(String principal) {
    try {
      return file.get(server, principal);
    } catch (SecretUnavailable unusable) {
      return Optional.empty();
    }
  }
}
