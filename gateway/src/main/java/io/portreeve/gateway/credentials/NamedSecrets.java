package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keys.Secret;
import java.util.Map;
import java.util.Optional;

/** Those that the configuration refers to, as they were when it was read; others lie elsewhere. */
record NamedSecrets(Map<String, Secret> named, Optional<SecretVault> others)
    implements SecretVault {
  NamedSecrets {
    named = Map.copyOf(named);
  }

  @Override
  public Optional<Secret> of(String principal) throws TokenUnavailable, InterruptedException {
    Optional<Secret> own = Optional.ofNullable(named.get(principal));
    return own.isPresent() || others.isEmpty() ? own : others.get().of(principal);
  }

  @Override
  public Optional<Secret> known(String principal) {
    return Optional.ofNullable(named.get(principal))
        .or(() -> others.flatMap(it -> it.known(principal)));
  }
}
