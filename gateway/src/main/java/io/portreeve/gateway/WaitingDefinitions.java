package io.portreeve.gateway;

import io.portreeve.gateway.ToldVersions.Version;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The pins as they are; and the operator is told of what waits for a decision: once for each
 * version. What a server shows for the first time in one go is one line; what changed since it was
 * approved may be an attack, so each is named.
 */
final class WaitingDefinitions implements DefinitionPins {
  private final DefinitionPins pins;
  private final Tally<Version> fresh;
  private final Tally<Version> changed;
  private final ToldVersions told;

  /**
   * Tells of what these pins answer.
   *
   * @param told was told before
   * @param soon runs what it is given after a moment
   */
  WaitingDefinitions(
      DefinitionPins pins, ToldVersions told, Executor soon, Consumer<String> lines) {
    this.pins = pins;
    this.told = told;
    this.fresh = new Tally<>(soon, (server, all) -> lines.accept(fresh(server, all.size())));
    this.changed =
        new Tally<>(soon, (server, all) -> ChangedDefinitions.lines(server, all).forEach(lines));
  }

  @Override
  public List<Standing> judge(Exchange exchange, Kind kind, List<Sent> definitions) {
    List<Standing> standings = pins.judge(exchange, kind, definitions);
    Iterator<Sent> each = definitions.iterator();
    for (Standing standing : standings) {
      Sent one = each.next();
      switch (standing) {
        case PENDING -> note(exchange, version(exchange, kind, one), fresh);
        case DRIFTED -> note(exchange, version(exchange, kind, one), changed);
        case APPROVED, UNKNOWN, UNASKED -> {}
      }
    }
    return standings;
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

  private static Version version(Exchange exchange, Kind kind, Sent one) {
    String text = new String(one.definition().toBytes(), StandardCharsets.UTF_8);
    return new Version(exchange.server(), kind, one.name(), Digest.sha256(text));
  }

  private void note(Exchange exchange, Version version, Tally<Version> tally) {
    if (told.isNews(exchange.principal().id(), version)) {
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
