package io.portreeve.gateway.cli;

import io.portreeve.gateway.LoginAddresses;
import io.portreeve.gateway.arguments.ArgumentListing;
import io.portreeve.gateway.arguments.ListedArgument;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OperationsSettings;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.desk.Unfetchable;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** What a right configuration puts in force, in the words of the file. */
record CheckReport(
    String file,
    Configuration configuration,
    ArgumentListing listing,
    List<String> unmatched,
    List<MissingPart> missing,
    List<Unfetchable> unfetchable) {
  CheckReport {
    unmatched = List.copyOf(unmatched);
    missing = List.copyOf(missing);
    unfetchable = List.copyOf(unfetchable);
  }

  void print(Terminal terminal) {
    terminal.text(
        file + ": " + terminal.good("right") + lacking() + unfetched() + refused() + idle());
    if (configuration.authentication().stdio().only()) {
      terminal.hint(
          terminal.strong("listens")
              + ": nowhere; it is for the client that starts `portreeve stdio`");
    } else {
      section(terminal, "listens, with `portreeve run`", listens());
    }
    if (!configuration.endpoints().isEmpty()) {
      section(terminal, "endpoints", endpoints());
    }
    servers(terminal);
    AccessReport access = new AccessReport(configuration);
    rules(terminal, access);
    section(
        terminal,
        "keeps",
        Stream.concat(access.kept().stream(), StateRows.of(configuration)).toList());
    section(terminal, "arguments", listing.arguments().stream().map(CheckReport::row).toList());
    listing.notes().forEach(note -> terminal.text("  note: " + Shown.of(note)));
    section(
        terminal,
        "insecure",
        configuration.insecure().stream()
            .map(change -> List.of(terminal.bad(change.path()), change.what()))
            .toList());
    // Who reads "right" and "none" here, and a C there, would take one of them for wrong.
    terminal.hint(
        "(Whether it is right, and what it puts in force. How well that guards: `portreeve doctor`;"
            + " what is weak or turned bad: `portreeve scan`.)");
  }

  private void servers(Terminal terminal) {
    section(terminal, "servers", ServerRows.of(configuration));
    section(terminal, "connects", DestinationRows.of(configuration));
    missing.forEach(one ->
        terminal.text(
            "  %s: %s: %s".formatted(terminal.bad("missing"), one.id(), one.trouble().line())));
    unfetchable.forEach(one ->
        terminal.hint(
            "  %s: %s: %s"
                .formatted(
                    one.isCertain() ? terminal.bad("cannot be fetched") : "may not be fetched",
                    one.id(),
                    Shown.of(one.trouble().line()))));
    section(terminal, "programs", SandboxRows.of(configuration));
    SandboxRows.means(configuration).ifPresent(words -> terminal.text("  here they " + words));
    section(terminal, "itself", SandboxRows.ourselves(configuration, terminal.user()));
    section(terminal, "credentials", CredentialRows.of(configuration));
    LoginAddresses.of(configuration)
        .ifPresent(logins -> section(terminal, "logins", LoginRows.of(logins)));
  }

  private void rules(Terminal terminal, AccessReport access) {
    section(terminal, "callers", access.callers());
    section(terminal, "policy", access.rules());
    unmatched.forEach(note -> terminal.hint("  " + terminal.bad("no effect") + ": " + note));
    if (!configuration.policy().objects().isEmpty()) {
      section(terminal, "objects", ObjectRows.of(configuration));
    }
    section(terminal, "approvals", ApprovalRows.of(configuration));
    if (configuration.console().isPresent()) {
      section(terminal, "console", ConsoleRows.of(configuration));
    }
    section(terminal, "information flow", FlowRows.of(configuration));
    section(terminal, "guardrails", GuardrailRows.of(configuration));
    if (configuration.telemetry().otlp().isPresent()) {
      section(terminal, "telemetry", TelemetryRows.of(configuration));
    }
    if (AgentRows.said(configuration)) {
      section(terminal, "agent, with `portreeve chat -c FILE`", AgentRows.of(configuration));
    }
  }

  private List<List<String>> listens() {
    return Stream.concat(
            Stream.of(List.of(configuration.listen().toString(), protection())),
            configuration.operations().stream().map(CheckReport::monitors))
        .toList();
  }

  private String lacking() {
    return switch (missing.size()) {
      case 0 -> "";
      case 1 -> ", but a program or directory is missing here";
      default -> ", but " + missing.size() + " programs or directories are missing here";
    };
  }

  private String unfetched() {
    long certain = unfetchable.stream().filter(Unfetchable::isCertain).count();
    return certain == 0
        ? ""
        : ", but " + (certain == 1 ? "one program" : certain + " programs") + " cannot be fetched";
  }

  private String refused() {
    long number = SandboxRows.refused(configuration);
    return number == 0
        ? ""
        : ", but " + (number == 1 ? "a grant is refused" : number + " grants are refused");
  }

  private String idle() {
    return switch (unmatched.size()) {
      case 0 -> "";
      case 1 -> ", but a name has no effect";
      default -> ", but " + unmatched.size() + " names have no effect";
    };
  }

  private static void section(Terminal terminal, String title, List<List<String>> rows) {
    terminal.line(terminal.strong(terminal.typed(title)) + (rows.isEmpty() ? ": none" : ""));
    terminal.section(rows);
  }

  JsonObject json() {
    JsonObject own =
        ConsoleRows.json(configuration)
            .map(console -> settings().with("console", console))
            .orElseGet(this::settings);
    JsonObject all =
        LoginAddresses.of(configuration)
            .map(logins -> own.with("logins", LoginRows.json(logins)))
            .orElse(own);
    JsonObject watched =
        configuration
            .operations()
            .map(one -> all.with("operations", one.listen().toString()))
            .orElse(all);
    JsonObject shared =
        StateRows.json(configuration).map(it -> watched.with("state", it)).orElse(watched);
    return TelemetryRows.json(configuration)
        .map(told -> shared.with("telemetry", told))
        .orElse(shared);
  }

  private JsonObject settings() {
    return JsonObject.empty()
        .with("file", file)
        .with("right", true)
        .with("problems", JsonArray.of(List.of()))
        .with("listen", configuration.listen().toString())
        .with(
            "endpoints",
            JsonArray.of(configuration.served().stream().map(CheckReport::json).toList()))
        .with("servers", ServerRows.json(configuration))
        .with("destinations", DestinationRows.json(configuration))
        .with("programs", SandboxRows.json(configuration))
        .with(
            "sandbox",
            SandboxRows.means(configuration).map(words -> "programs " + words).orElse(""))
        .with("itself", SandboxRows.ourselvesJson(configuration))
        .with("credentials", CredentialRows.json(configuration))
        .with("objects", ObjectRows.json(configuration))
        .with("approvals", ApprovalRows.json(configuration))
        .with("information-flow", FlowRows.json(configuration))
        .with("guardrails", GuardrailRows.json(configuration))
        .with("agent", AgentRows.json(configuration))
        .with(
            "arguments", JsonArray.of(listing.arguments().stream().map(CheckReport::json).toList()))
        .with("notes", JsonArray.ofStrings(listing.notes()))
        .with("unmatched", JsonArray.ofStrings(unmatched))
        .with("missing", JsonArray.ofStrings(missing.stream().map(CheckReport::text).toList()))
        .with("unfetchable", JsonArray.of(unfetchable.stream().map(CheckReport::json).toList()))
        .with(
            "insecure",
            JsonArray.of(configuration.insecure().stream().map(CheckReport::json).toList()));
  }

  static JsonObject json(String file, List<Problem> problems) {
    return JsonObject.empty()
        .with("file", file)
        .with("right", false)
        .with("problems", JsonArray.of(problems.stream().map(CheckReport::json).toList()));
  }

  /** What exists for the clients of each, and what their tokens must be meant for. */
  private List<List<String>> endpoints() {
    return configuration.served().stream()
        .map(one ->
            List.of(
                one.id().value(),
                one.path(),
                String.join(", ", one.servers()),
                one.resource().map(resource -> "tokens for " + resource).orElse("no tokens")))
        .toList();
  }

  private static JsonObject json(ServedEndpoint one) {
    JsonObject json =
        JsonObject.empty()
            .with("name", one.id().value())
            .with("path", one.path())
            .with("servers", JsonArray.ofStrings(one.servers()));
    return one.resource().map(it -> json.with("resource", it.toString())).orElse(json);
  }

  private static List<String> row(ListedArgument one) {
    String source =
        switch (one.source()) {
          case DECLARED -> "declared";
          case INFERRED -> "inferred: " + one.why();
          case NOBODY -> "passes as it is: " + one.why();
        };
    return List.of(
        one.server(), Shown.of(one.tool()), Shown.of(one.argument()), one.kind(), source);
  }

  private static JsonObject json(ListedArgument one) {
    return JsonObject.empty()
        .with("server", one.server())
        .with("tool", one.tool())
        .with("argument", one.argument())
        .with("kind", one.kind())
        .with("source", Forms.word(one.source()))
        .with("why", one.why());
  }

  private static JsonObject json(Change change) {
    return JsonObject.empty().with("path", change.path()).with("what", change.what());
  }

  private static String text(MissingPart one) {
    return one.id() + ": " + one.trouble().what();
  }

  private static JsonObject json(Unfetchable one) {
    return JsonObject.empty()
        .with("server", one.id())
        .with("certain", one.isCertain())
        .with("what", one.trouble().what())
        .with("fix", one.trouble().fix());
  }

  private static JsonObject json(Problem problem) {
    return JsonObject.empty()
        .with("line", problem.place().line())
        .with("column", problem.place().column())
        .with("path", problem.path())
        .with("what", problem.what())
        .with("fix", problem.fix());
  }

  private String protection() {
    String tls =
        configuration
            .tls()
            .map(on -> "TLS, client certificates " + Forms.word(on.clientCertificates()))
            .orElse("plaintext");
    return tls + (configuration.listen().loopback() ? ", this machine only" : "");
  }

  private static List<String> monitors(OperationsSettings operations) {
    String who = operations.listen().loopback() ? ", this machine only" : ", anybody";
    return List.of(operations.listen().toString(), "monitors, plaintext" + who);
  }
}
