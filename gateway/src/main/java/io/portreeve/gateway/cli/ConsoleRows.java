package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.config.HolderSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.console.ConsoleSite;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows where the console is, how people come in, and who may do what there. */
final class ConsoleRows {
  private ConsoleRows() {}

  static List<List<String>> of(Configuration configuration) {
    return ConsoleSite.of(configuration)
        .map(site -> rows(site, configuration.console().orElseThrow()))
        .orElse(List.of());
  }

  private static List<List<String>> rows(ConsoleSite site, ConsoleSettings console) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("page", site.start().toString(), "where people see what happens, and answer"));
    rows.add(
        console
            .signIn()
            .map(issuer ->
                List.of(
                    "sign-in",
                    site.signedIn().toString(),
                    "to register at issuer " + issuer + ", where all of them sign in"))
            .orElse(List.of("sign-in", "an API key", "typed into a form")));
    for (ConsoleRole role : ConsoleRole.values()) {
      rows.add(List.of(Forms.word(role) + "s", who(console.holders(role)), does(role, console)));
    }
    return rows;
  }

  private static String does(ConsoleRole role, ConsoleSettings console) {
    return switch (role) {
      case VIEWER -> "see what happens, without arguments";
      case APPROVER ->
          "answer for the operator"
              + (console.ownCalls() ? ", about their own calls too" : ", not about own calls");
      case OPERATOR -> "do what the operator's commands do";
      case AUDITOR -> "see arguments as far as they are on record";
    };
  }

  private static String who(HolderSettings holders) {
    List<String> all =
        Stream.concat(
                holders.names().stream(),
                holders.roles().stream().map(role -> "whoever is " + role))
            .toList();
    return all.isEmpty() ? "nobody" : String.join(", ", all);
  }

  static Optional<JsonObject> json(Configuration configuration) {
    return ConsoleSite.of(configuration)
        .map(site -> json(site, configuration.console().orElseThrow()));
  }

  private static JsonObject json(ConsoleSite site, ConsoleSettings console) {
    JsonObject roles = JsonObject.empty();
    for (ConsoleRole role : ConsoleRole.values()) {
      HolderSettings holders = console.holders(role);
      roles =
          roles.with(
              Forms.word(role) + "s",
              JsonObject.empty()
                  .with("names", JsonArray.ofStrings(holders.names()))
                  .with("roles", JsonArray.ofStrings(holders.roles())));
    }
    JsonObject way =
        console
            .signIn()
            .map(issuer ->
                JsonObject.empty()
                    .with("sign-in", issuer)
                    .with("redirect", site.signedIn().toString()))
            .orElse(JsonObject.empty());
    return JsonObject.empty()
        .with("page", site.start().toString())
        .with("keys", console.keys())
        .with("way", way)
        .with("roles", roles)
        .with("own-calls", console.ownCalls());
  }
}
