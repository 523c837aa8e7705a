package io.portreeve.gateway;

import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.config.RedisSettings;
import io.portreeve.gateway.config.StateSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.pem.Pem;
import io.portreeve.gateway.tls.Material;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.stream.Stream;

/**
 * What the sections of {@code state} name and this machine has to have: the secret of all nodes,
 * and for each server that they share the authorities that sign its certificate.
 */
record StateFiles(StateSettings state, SecretSource secrets) {
  /** What of it a start would refuse, or nodes could not use. */
  Stream<Unfit> unfit() {
    return Stream.of(
            state.secret().stream().flatMap(where -> unfitSecret("state.secret", where)),
            state.acceptedSecrets().stream()
                .flatMap(where -> unfitSecret("state.accepted-secrets", where)),
            same(),
            unfitAuthorities())
        .flatMap(it -> it);
  }

  private Stream<Unfit> unfitAuthorities() {
    return Stream.of(
            state.postgres().flatMap(PostgresSettings::ca).stream()
                .flatMap(ca -> unfit("state.postgres.ca", ca)),
            state.redis().flatMap(RedisSettings::ca).stream()
                .flatMap(ca -> unfit("state.redis.ca", ca)))
        .flatMap(it -> it);
  }

  private Stream<Unfit> unfitSecret(String key, Reference where) {
    String fix = "make one with `openssl rand -base64 32`, and give all nodes the same";
    try {
      return OwnSecrets.isTooShort(secrets.resolve(where.toString()))
          ? Stream.of(new Unfit(key, where + " is too short a secret", fix))
          : Stream.empty();
    } catch (SecretUnavailable gone) {
      return Stream.of(new Unfit(key, String.valueOf(gone.getMessage()), fix));
    }
  }

  /** Who rotates a secret, and copies the wrong one, refuses what was made under the other. */
  private Stream<Unfit> same() {
    return state.secret().stream()
        .flatMap(secret ->
            state.acceptedSecrets().stream()
                .filter(where -> isSame(secret, where))
                .map(where ->
                    new Unfit(
                        "state.accepted-secrets",
                        where + " holds the same as `state.secret`, so nothing more is accepted",
                        "name the secret from before there, or the one to come; or leave it out")));
  }

  private boolean isSame(Reference one, Reference other) {
    try {
      return MessageDigest.isEqual(
          secrets.resolve(one.toString()).reveal(), secrets.resolve(other.toString()).reveal());
    } catch (SecretUnavailable gone) {
      return false; // which is said already
    }
  }

  private Stream<Unfit> unfit(String key, Reference ca) {
    try {
      var _ = Pem.certificates(Material.of(ca, secrets).read());
      return Stream.empty();
    } catch (GeneralSecurityException | IOException | SecretUnavailable unfit) {
      return Stream.of(
          new Unfit(
              key,
              "no authorities are to be had: " + unfit.getMessage(),
              "name a file with certificates, PEM"));
    }
  }

  /** The authorities that lie there now, PEM. */
  String authorities(Reference ca) {
    try {
      return new String(Material.of(ca, secrets).read(), StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      throw new NamedSecretUnavailable("cannot read the authorities in " + ca, unreadable);
    }
  }
}
