package io.portreeve.gateway.cli;

import io.portreeve.gateway.Connections;
import io.portreeve.gateway.Tried;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration leads to was tried, and what came of it.
 *
 * @param file as it was written on the command line
 */
record ConnectReport(String file, ConfigurationFile.Outcome.Loaded loaded, List<Tried> tried) {
  /** Tries all of it; with a line for each as soon as it was tried, if anybody is to read them. */
  static ConnectReport of(
      Terminal terminal, String file, ConfigurationFile.Outcome.Loaded loaded, boolean lines)
      throws InterruptedException {
    List<Tried> tried = new ArrayList<>();
    ConnectReport report = new ConnectReport(file, loaded, tried);
    SecretSource secrets = new SecretSource(terminal.environment());
    try (ScanProgress progress = new ScanProgress(terminal, "trying")) {
      new Connections(
              loaded.configuration(),
              secrets,
              progress,
              one -> {
                tried.add(one);
                if (lines) {
                  progress.clear();
                  report.print(terminal, one);
                }
              })
          .tryAll();
    }
    return report;
  }

  private void print(Terminal terminal, Tried one) {
    String text =
        switch (one.outcome()) {
          case Tried.Outcome.Usable(String words) ->
              terminal.good("usable") + "      " + named(one, words);
          case Tried.Outcome.Untried(String why) -> "left alone  " + named(one, why);
          case Tried.Outcome.Unusable(Trouble trouble) ->
              terminal.bad("UNUSABLE") + "    " + Shown.of(problem(one, trouble).render(file));
        };
    terminal.hint("  " + text);
    terminal.out().flush();
  }

  private static String named(Tried one, String words) {
    return Shown.of(one.what() + ": " + words);
  }

  private Problem problem(Tried one, Trouble trouble) {
    return new Problem(place(one), one.key(), trouble.what(), trouble.fix());
  }

  private Place place(Tried one) {
    return loaded.sources().place(one.key());
  }

  /** Whether a gateway would lack something. */
  boolean isLacking() {
    return tried.stream().anyMatch(Tried::isUnusable);
  }

  JsonArray json() {
    return JsonArray.of(tried.stream().map(this::json).toList());
  }

  private JsonObject json(Tried one) {
    JsonObject json =
        JsonObject.empty()
            .with("key", one.key())
            .with("line", place(one).line())
            .with("what", one.what());
    return switch (one.outcome()) {
      case Tried.Outcome.Usable(String words) ->
          json.with("outcome", "usable").with("words", words);
      case Tried.Outcome.Untried(String why) -> json.with("outcome", "untried").with("words", why);
      case Tried.Outcome.Unusable(Trouble trouble) ->
          json.with("outcome", "unusable").with("words", trouble.what()).with("fix", trouble.fix());
    };
  }
}
