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

/**
 * Looks after the configuration of a running gateway: every change of the file is brought into
 * force or refused, said on standard error, and put on record.
 */
final class ReloadLoop {
  /**
   * Polled, because notices of the file system do not come through links, mounts and networks
   * alike.
   */
  static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Terminal terminal;
  private final Gateway gateway;
  private final ConfigurationReload reload;

  private ReloadLoop(Terminal terminal, Gateway gateway, ConfigurationReload reload) {
    this.terminal = terminal;
    this.gateway = gateway;
    this.reload = reload;
  }

  /** Looks after the files until it is closed. */
  static Recurring start(Terminal terminal, Gateway gateway, ConfigurationReload reload) {
    ReloadLoop loop = new ReloadLoop(terminal, gateway, reload);
    return Recurring.start("configuration-reload", INTERVAL, loop::look);
  }

  private Optional<String> takeOver(Configuration next) {
    try {
      gateway.reload(next);
      gateway.look();
      return Optional.empty();
    } catch (StartFault fault) {
      return Optional.of(Failures.oneLine(fault));
    }
  }

  private void look() {
    switch (reload.attempt(this::takeOver)) {
      case ConfigurationReload.Outcome.Unchanged _ -> {}
      case ConfigurationReload.Outcome.InForce(_, List<Change> weakened) -> {
        say("the configuration was reloaded");
        weakened.forEach(change -> say("this reload weakens: " + change));
        record(
            "configuration-reloaded", "weakened", weakened.stream().map(Change::toString).toList());
      }
      case ConfigurationReload.Outcome.Kept(List<String> problems) -> {
        problems.forEach(terminal.err()::println);
        say("the configuration was not reloaded; the one in force stays");
        record("configuration-refused", "problems", problems);
      }
    }
  }

  private void record(String event, String name, List<String> texts) {
    gateway.record(event, JsonObject.empty().with(name, JsonArray.ofStrings(texts)));
  }

  private void say(String text) {
    terminal.err().println("portreeve: " + text);
    terminal.err().flush();
  }
}
