package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.Optional;

/**
 * What several nodes share.
 *
 * @param redis what all of them must know of the moment; empty: each knows its own
 */
public record StateSettings(Optional<RedisSettings> redis) {
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
      Section.of("what nodes share", values -> new StateSettings(values.get(REDIS)), REDIS);
}
