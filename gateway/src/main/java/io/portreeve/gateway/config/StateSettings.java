package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;

/**
 * Where is kept what several nodes must agree on. Absent, all of it is this node's own: in its data
 * directory, and in the process.
 *
 * @param secret what the keys are derived from that all nodes must have; lies in no store
 * @param acceptedSecrets whose keys are good, too: the one before, or the one to come
 * @param acceptDataSecrets whether keys are good, too, that a node without this made in its data
 * @param postgres what must last
 * @param redis what all nodes must know of the moment; empty: each knows its own
 */
public record StateSettings(
    Optional<Reference> secret,
    List<Reference> acceptedSecrets,
    boolean acceptDataSecrets,
    Optional<PostgresSettings> postgres,
    Optional<RedisSettings> redis) {
  static final Key<StateSettings, Optional<Reference>> SECRET =
      Key.optional(
          "secret",
          Forms.secret(),
          StateSettings::secret,
          Strength.neutral(),
          "Where the secret lies that all nodes have: 32 bytes or more. The keys are derived from it"
              + " that verify API keys, seal what clients carry and sign memories.");
  static final Key<StateSettings, List<Reference>> ACCEPTED_SECRETS =
      Key.of(
          "accepted-secrets",
          Forms.list(Forms.secret()),
          List.of(),
          StateSettings::acceptedSecrets,
          Strength.neutral(),
          "Further secrets, whose keys verify and open as well: so `secret` is rotated while nodes"
              + " run; docs/guides/many-nodes.md says how.");
  static final Key<StateSettings, Boolean> ACCEPT_DATA_SECRETS =
      Key.of(
          "accept-data-secrets",
          Forms.truth(),
          false,
          StateSettings::acceptDataSecrets,
          Strength.onIsWeaker("now accepts what was made under keys that lie in `data`"),
          "Keys that lie in `data` from the time before `secret` verify and open as well: for a while"
              + " after a move; docs/guides/many-nodes.md says how long.");
  static final Key<StateSettings, Optional<PostgresSettings>> POSTGRES =
      Key.optional(
          "postgres",
          PostgresSettings.SECTION,
          StateSettings::postgres,
          Strength.inside(PostgresSettings.SECTION, Strength.neutral()),
          "A PostgreSQL for what must last: API keys, pins, approvals, relations, accepted findings,"
              + " logins, what is signed of memories. Absent, a file in `data`.");

  static final Key<StateSettings, Optional<RedisSettings>> REDIS =
      Key.optional(
          "redis",
          RedisSettings.SECTION,
          StateSettings::redis,
          Strength.inside(
              RedisSettings.SECTION,
              Strength.absentIsWeaker("is gone: each node counts and remembers for itself")),
          "The Redis or Valkey in which limits are counted and conversations remembered for all"
              + " nodes; absent, each node does so by itself.");

  static final Section<StateSettings> SECTION =
      Section.of(
              "what several nodes share",
              values ->
                  new StateSettings(
                      values.get(SECRET),
                      values.get(ACCEPTED_SECRETS),
                      values.get(ACCEPT_DATA_SECRETS),
                      values.get(POSTGRES),
                      values.get(REDIS)),
              SECRET,
              ACCEPTED_SECRETS,
              ACCEPT_DATA_SECRETS,
              POSTGRES,
              REDIS)
          .check(StateSettings::oneSecret, SECRET, POSTGRES, REDIS)
          .check(StateSettings::besideOne, SECRET, ACCEPTED_SECRETS, ACCEPT_DATA_SECRETS);

  private static void oneSecret(Values values, Spot spot) {
    boolean shared = values.get(POSTGRES).isPresent() || values.get(REDIS).isPresent();
    if (shared && values.get(SECRET).isEmpty()) {
      spot.at(SECRET)
          .problem(
              "is missing, and nodes that share a store need the same keys",
              "make one with `openssl rand -base64 32`, give it to all nodes, and say where it lies");
    } else if (!shared && values.get(SECRET).isPresent()) {
      spot.at(SECRET).problem("has no effect here", "remove it: nothing is shared");
    }
  }

  private static void besideOne(Values values, Spot spot) {
    if (values.get(SECRET).isPresent()) {
      return;
    }
    if (!values.get(ACCEPTED_SECRETS).isEmpty()) {
      spot.at(ACCEPTED_SECRETS).problem("has no effect without `secret`", "remove it");
    }
    if (values.get(ACCEPT_DATA_SECRETS)) {
      spot.at(ACCEPT_DATA_SECRETS)
          .problem("has no effect without `secret`", "remove it: the keys in `data` are in use");
    }
  }
}
