package io.portreeve.gateway;

import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The pins as they are; and the operator is told of what waits for a decision: once for each
 * version. What a server shows for the first time in one go is one line; what changed since it was
 * approved may be an attack, so each is named.
 */
final class WaitingDefinitions implements DefinitionPins {
  /** A server could show new definitions for ever. */
  private static final int MOST = 20_000;

  /** Of what one principal is shown no more is told, so that the others' is. */
  private static final int MOST_OF_ONE = 10_000;

  private final DefinitionPins pins;
  private final Tally<Version> fresh;
  private final Tally<Version> changed;
  private final Set<Version> told = new HashSet<>();
  private final Map<String, Integer> shown = new HashMap<>();

  record Version(ServerId server, Kind kind, String name, Digest digest) {}

  /**
   * Tells of what these pins answer.
   *
   * @param soon runs what it is given after a moment
   */
  WaitingDefinitions(DefinitionPins pins, Executor soon, Consumer<String> lines) {
    this.pins = pins;
    this.fresh = new Tally<>(soon, (server, all) -> lines.accept(fresh(server, all.size())));
    this.changed =
        new Tally<>(soon, (server, all) -> ChangedDefinitions.lines(server, all).forEach(lines));
  }

  @Override
  public Standing judge(Exchange exchange, Kind kind, String name, Json definition) {
    Standing standing = pins.judge(exchange, kind, name, definition);
    switch (standing) {
      case PENDING -> note(exchange, version(exchange, kind, name, definition), fresh);
      case DRIFTED -> note(exchange, version(exchange, kind, name, definition), changed);
      case APPROVED, UNKNOWN -> {}
    }
    return standing;
  }

  @Override
  public Standing standing(Exchange exchange, Kind kind, String name) {
    return pins.standing(exchange, kind, name);
  }

  @Override
  public Standing known(Exchange exchange, Kind kind, String name) {
    return pins.known(exchange, kind, name);
  }

  @Override
  public Standing fitting(Exchange exchange, String address) {
    return pins.fitting(exchange, address);
  }

  @Override
  public Standing knownFitting(Exchange exchange, String address) {
    return pins.knownFitting(exchange, address);
  }

  private static Version version(Exchange exchange, Kind kind, String name, Json definition) {
    String text = new String(definition.toBytes(), StandardCharsets.UTF_8);
    return new Version(exchange.server(), kind, name, Digest.sha256(text));
  }

  private synchronized void note(Exchange exchange, Version version, Tally<Version> tally) {
    if (told.size() >= MOST) {
      told.clear();
      shown.clear();
    }
    if (!told.contains(version)
        && shown.merge(exchange.principal().id(), 1, Integer::sum) <= MOST_OF_ONE) {
      told.add(version);
      tally.add(version.server(), version);
    }
  }

  private static String fresh(ServerId server, int count) {
    String what = count == 1 ? "1 definition waits" : count + " definitions wait";
    return ("server %s: %s for approval and cannot be used until then: see `portreeve pins list"
            + " --waiting`, then `portreeve pins approve --server %s --all`")
        .formatted(server, what, server);
  }
}
