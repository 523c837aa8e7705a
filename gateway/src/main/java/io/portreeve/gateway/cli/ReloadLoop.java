package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationReload;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Looks after the configuration of a running gateway: every change of the file is brought into
 * force or refused, told to the operator, and put on record.
 */
final class ReloadLoop {
  /**
   * Polled, because notices of the file system do not come through links, mounts and networks
   * alike.
   */
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final EventLog log;
  private final BiConsumer<String, JsonObject> records;
  private final ConfigurationReload reload;
  private final ConfigurationReload.Successor successor;

  /**
   * One that has not begun.
   *
   * @param records takes the name and the fields of an event of the audit log
   */
  ReloadLoop(
      EventLog log,
      BiConsumer<String, JsonObject> records,
      ConfigurationReload reload,
      ConfigurationReload.Successor successor) {
    this.log = log;
    this.records = records;
    this.reload = reload;
    this.successor = successor;
  }

  /** Looks after the files until it is closed. */
  static Recurring start(EventLog log, Gateway gateway, ConfigurationReload reload) {
    ReloadLoop loop = new ReloadLoop(log, gateway::record, reload, next -> takeOver(gateway, next));
    return Recurring.start("configuration-reload", INTERVAL, loop::look);
  }

  private static Optional<String> takeOver(Gateway gateway, Configuration next) {
    try {
      gateway.reload(next);
      gateway.look();
      return Optional.empty();
    } catch (StartFault fault) {
      return Optional.of(Failures.oneLine(fault));
    }
  }

  /** Looks once. */
  void look() {
    switch (reload.attempt(successor)) {
      case ConfigurationReload.Outcome.Unchanged _ -> {}
      case ConfigurationReload.Outcome.InForce(_, List<Change> weakened) -> inForce(weakened);
      case ConfigurationReload.Outcome.Kept(List<String> problems) -> kept(problems);
    }
  }

  private void inForce(List<Change> weakened) {
    log.info("configuration.reloaded", "the configuration was reloaded", JsonObject.empty());
    weakened.forEach(change ->
        log.warning(
            "configuration.weakened",
            "this reload weakens: " + change,
            JsonObject.empty().with("key", change.path()).with("what", change.what())));
    record("configuration-reloaded", "weakened", weakened.stream().map(Change::toString).toList());
  }

  private void kept(List<String> problems) {
    log.forPeople(problems);
    log.warning(
        "configuration.refused",
        "the configuration was not reloaded; the one in force stays",
        JsonObject.empty().with("problems", JsonArray.ofStrings(problems)));
    record("configuration-refused", "problems", problems);
  }

  private void record(String event, String name, List<String> texts) {
    records.accept(event, JsonObject.empty().with(name, JsonArray.ofStrings(texts)));
  }
}
