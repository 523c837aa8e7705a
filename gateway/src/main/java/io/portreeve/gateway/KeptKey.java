package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.VaultSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The key that the secrets of users are kept under. One that opens none of them was replaced: every
 * call that needs one would be refused, each on its own and without anybody's being told.
 *
 * @param data where the secrets are
 */
record KeptKey(Reference key, Path data, SecretSource secrets) {
  private static final String NAME = "vault.key";

  static Optional<KeptKey> of(Configuration configuration, SecretSource secrets) {
    return configuration
        .vault()
        .flatMap(VaultSettings::key)
        .map(key -> new KeptKey(key, configuration.data(), secrets));
  }

  /** Throws if there is one that is not fit to be served with. */
  static void refuseIfUnfit(Configuration configuration, SecretSource secrets) throws StartFault {
    Optional<Unfit> unfit = of(configuration, secrets).flatMap(KeptKey::unfit);
    if (unfit.isPresent()) {
      throw StartFault.unfit(unfit.get());
    }
  }

  /** What is wrong with it; nothing is made. */
  Optional<Unfit> unfit() {
    try {
      Secret secret = secrets.resolve(key.toString());
      if (SecretFile.isTooShort(secret)) {
        return unfit("is too short a key", "make one with `openssl rand -base64 32`");
      }
      return SecretFile.in(data, secret).isOfAnotherKey()
          ? unfit(
              "opens none of the secrets that are kept in %s: they are of another key"
                  .formatted(data),
              "bring that key back, or remove them with `portreeve secrets remove`")
          : Optional.empty();
    } catch (SecretUnavailable unusable) {
      return Optional.of(
          new Unfit(NAME, String.valueOf(unusable.getMessage()), "the gateway needs it"));
    }
  }

  private Optional<Unfit> unfit(String what, String fix) {
    return Optional.of(new Unfit(NAME, key + " " + what, fix));
  }
}
