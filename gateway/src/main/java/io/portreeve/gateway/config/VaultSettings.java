package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the secrets of users are kept: in a file of ours under a key, or by a vault server.
 *
 * @param key what the file is encrypted with; empty: there is none
 * @param address of a vault server; empty: there is none
 * @param token what it asks for
 * @param tls what that server has to prove and what we show it; empty: the platform's authorities
 *     vouch for its host name, and we show nothing
 * @param mount where its key-value store (version 2) is
 * @param path below which the secrets lie
 * @param cache how long an answer is believed
 */
public record VaultSettings(
    Optional<Reference> key,
    Optional<URI> address,
    Optional<Reference> token,
    Optional<ServerTlsSettings> tls,
    String mount,
    String path,
    Duration cache) {
  private static final String SEGMENTS = "[A-Za-z0-9_.-]{1,64}(/[A-Za-z0-9_.-]{1,64}){0,7}";

  static final Key<VaultSettings, Optional<Reference>> KEY =
      Key.optional(
          "key",
          Forms.secret(),
          VaultSettings::key,
          Strength.neutral(),
          "Where the key lies that encrypts the secrets in `data`; `portreeve secrets put` keeps them.");
  static final Key<VaultSettings, Optional<URI>> ADDRESS =
      Key.optional(
          "address",
          Scalars.url(),
          VaultSettings::address,
          Strength.unordered(),
          "The address of a server that keeps secrets as HashiCorp Vault does, instead of a file.");
  static final Key<VaultSettings, Optional<Reference>> TOKEN =
      Key.optional(
          "token",
          Forms.secret(),
          VaultSettings::token,
          Strength.neutral(),
          "Where the token lies that this server asks for.");
  static final Key<VaultSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          VaultSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<VaultSettings, String> MOUNT =
      Key.of(
          "mount",
          Forms.matching(SEGMENTS, "a path such as `secret`"),
          "secret",
          VaultSettings::mount,
          Strength.unordered(),
          "Where its key-value store of version 2 is mounted.");
  static final Key<VaultSettings, String> PATH =
      Key.of(
          "path",
          Forms.matching(SEGMENTS, "a path such as `portreeve`"),
          "portreeve",
          VaultSettings::path,
          Strength.unordered(),
          "Below which the secrets lie: that of a user in the field `value` of `SERVER/USER`.");
  static final Key<VaultSettings, Duration> CACHE =
      Key.of(
          "cache",
          Measures.duration(Duration.ZERO, Duration.ofMinutes(5)),
          Duration.ofSeconds(15),
          VaultSettings::cache,
          Strength.greaterIsWeaker(),
          "How long its answer is believed; a revoked secret lives so long.");

  static final Section<VaultSettings> SECTION =
      Section.of(
              "where the secrets of users are kept",
              values ->
                  new VaultSettings(
                      values.get(KEY),
                      values.get(ADDRESS),
                      values.get(TOKEN),
                      values.get(TLS),
                      values.get(MOUNT),
                      values.get(PATH),
                      values.get(CACHE)),
              KEY,
              ADDRESS,
              TOKEN,
              TLS,
              MOUNT,
              PATH,
              CACHE)
          .check(VaultSettings::oneKeeper, KEY, ADDRESS, TOKEN)
          .check(VaultSettings::tlsOfItsAddress, ADDRESS, TLS);

  private static void tlsOfItsAddress(Values values, Spot spot) {
    ServerTlsSettings.onlyFor(values.get(ADDRESS).stream().toList(), values.get(TLS), spot.at(TLS));
  }

  private static void oneKeeper(Values values, Spot spot) {
    boolean file = values.get(KEY).isPresent();
    if (file == values.get(ADDRESS).isPresent()) {
      spot.problem(
          file ? "has both `key` and `address`" : "has neither `key` nor `address`",
          "give exactly one: `key` encrypts a file of ours, `address` names a vault server");
    } else if (file == values.get(TOKEN).isPresent()) {
      spot.at(TOKEN)
          .problem(
              file ? "has no effect here" : "is missing",
              file ? "remove it: it is for a server with `address`" : "say where it lies");
    }
    String fix = "use `https:`: secrets come from there";
    values.get(ADDRESS).ifPresent(address -> Scalars.encrypted(address, spot.at(ADDRESS), fix));
  }
}
