package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Messages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is explained is what the gateway does: the same verdicts, for the same reasons. */
class ExplainerTest {
  private static final Identity LOCAL =
      new Identity.Authenticated(
          new Principal("local", Set.of("local"), Principal.Authentication.LOCAL_PROCESS));

  @TempDir private Path directory = Path.of("");

  private final Serving demo = new Serving(new DemoServer());

  @AfterEach
  void stop() {
    demo.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          add               | {'a':1,'b':2}                 | forward
          add               | {'a':'one','b':2}             | arguments-invalid
          add               | {'a':1,'b':2,'c':3}           | arguments-invalid
          read_note         | {'name':'secret'}             | policy-denied
          read_note         | {'name':'cafe\u0301\u200b'}   | forward
          write_note        | {'name':'a','text':'b'}       | policy-error
          delete_everything | {}                            | not-allowlisted
          list_notes        | {}                            | not-visible
          """)
  void explanation_isWhatTheGatewayDoes(String tool, String arguments, String outcome)
      throws Exception {
    CallTool call = Messages.callTool(tool, arguments);
    AuditRecord record = travelled(call);

    assertThat(record.fields().string("reason").orElse("forward")).isEqualTo(outcome);
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      Explanation explanation =
          new Explainer(
                  configuration(),
                  configuration().served().getFirst(),
                  Optional.of(store),
                  InstantSource.system())
              .request(LOCAL, call)
              .getFirst();

      assertThat(explanation.fate().reason().map(Reason::wire).orElse("forward"))
          .isEqualTo(outcome);
      assertThat(said(explanation)).isEqualTo(said(record));
      assertThat(explanation.notes()).isEmpty();
    }
  }

  @Test
  void serverInQuarantine_isExplainedAsTheGatewayKnewItLast() throws Exception {
    CallTool call = Messages.callTool("add", "{'a':1,'b':2}");
    var _ = travelled(call);
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      assertThat(refused(store, call)).isEmpty();

      store.settings().put("quarantine/demo", "bad-1".getBytes(StandardCharsets.UTF_8));
      assertThat(refused(store, call)).contains(Reason.SERVER_QUARANTINED);

      store.acceptances().accept(new Acceptance("bad-1", "anna", "a test", Instant.now()));
      assertThat(refused(store, call)).isEmpty();
    }
  }

  private Optional<Reason> refused(Store store, CallTool call) throws Exception {
    return new Explainer(
            configuration(),
            configuration().served().getFirst(),
            Optional.of(store),
            InstantSource.system())
        .request(LOCAL, call)
        .getFirst()
        .fate()
        .reason();
  }

  private AuditRecord travelled(CallTool call) throws Exception {
    JsonObject request =
        JsonObject.empty()
            .with("jsonrpc", "2.0")
            .with("id", 1)
            .with("method", call.method())
            .with("params", call.params());
    var in = new ByteArrayInputStream((request + "\n").getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    Gateway.serve(configuration(), new SecretSource(_ -> Optional.empty()), in, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":1");
    return new AuditReader(directory.resolve("data").resolve("audit"))
        .last(1, AuditFilter.all().kind(AuditKind.DECISION))
        .getFirst();
  }

  private static List<String> said(AuditRecord record) {
    return record.fields().array("decisions").orElseThrow().stream()
        .map(ExplainerTest::said)
        .toList();
  }

  private static String said(Json decision) {
    JsonObject json = (JsonObject) decision;
    return String.join(
        " ",
        json.string("control").orElseThrow(),
        json.string("verdict").orElseThrow(),
        json.string("reason").orElseThrow());
  }

  private static List<String> said(Explanation explanation) {
    return explanation.steps().stream()
        .filter(step -> step.control().judges() == ListedControl.Judges.CLIENTS)
        .flatMap(step -> step.decision().stream())
        .filter(decision -> decision.reason() != Reason.NOT_CONCERNED)
        .map(ExplainerTest::said)
        .toList();
  }

  private static String said(Decision decision) {
    return String.join(
        " ",
        decision.control(),
        decision.kind().name().toLowerCase(Locale.ROOT),
        decision.reason().wire());
  }

  private Configuration configuration() {
    String text =
        """
        data: ./data
        servers:
          demo:
            url: "%s"
            tools: {read_note: {arguments: {name: text}}}
        transparent: true
        policy:
          allow:
            - {name: local, roles: [local], tools: [add, read_note, write_note]}
            - {name: others, roles: [other], tools: [list_notes]}
            - {name: broken, roles: [local], tools: [write_note], when: args.nothing == 1}
          deny:
            - {name: no-secrets, tools: [read_note], when: 'args.name == "secret"'}
        pinning: {first-seen: approve}
        """
            .formatted(demo.url());
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var right, _) -> right;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}
