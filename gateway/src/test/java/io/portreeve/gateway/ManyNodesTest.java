package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.audit.AuditReport;
import io.portreeve.gateway.audit.AuditVerifier;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.VerifyingKey;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PostgresServer;
import io.portreeve.gateway.store.PostgresServer.Database;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways before the same server that share one database: what one is told, both obey. */
@NeedsPostgres
class ManyNodesTest {
  private static final String PAY = "{'to':'mallory','sum':5}";
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
          + "{'name':'pay','inputSchema':{'type':'object'}}]}";

  private final ScriptedServer server =
      ScriptedServer.start(
          Script.modern("{'tools':{}}")
              .on("tools/list", turn -> turn.result(TOOLS))
              .on(
                  "tools/call",
                  turn ->
                      turn.result(
                          "{'resultType':'complete','content':[{'type':'text','text':'paid'}]}")));
  private final Database database = PostgresServer.shared().database();
  private final List<RunningGateway> nodes = new ArrayList<>();

  @TempDir private Path secrets = Path.of("");

  private RunningGateway node(String... lines) throws StartFault {
    List<String> all = new ArrayList<>(List.of(lines));
    all.addAll(List.of(database.lines(secrets)));
    all.add(RunningGateway.ALL);
    RunningGateway node =
        RunningGateway.inFrontOf(
            "url: \"" + server.url("/mcp") + "\", era: modern, tools: {pay: {consequential: true}}",
            all.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  @AfterEach
  void close() {
    nodes.forEach(RunningGateway::close);
    server.close();
  }

  private Store beside() {
    return database.open();
  }

  private static McpClient at(RunningGateway node, String key) {
    return new McpClient(node.url(), key);
  }

  private static Reply answer(Callable<Reply> asked) {
    try {
      return asked.call();
    } catch (Exception unanswered) {
      throw new AssertionError(unanswered);
    }
  }

  private static String said(McpClient client) {
    return answer(() -> client.call("pay", PAY)).body();
  }

  private static int status(McpClient client) {
    return answer(client::tools).status();
  }

  private static boolean listed(McpClient client) {
    return answer(client::tools).body().contains("\"pay\"");
  }

  private int calls() {
    return (int)
        server.http().rest().stream()
            .map(HttpAsked::rpcMethod)
            .filter("tools/call"::equals)
            .count();
  }

  @Test
  void keyThatWasMadeAtOneNode_isGoodAtTheOther_andRevokedAtBoth() throws Exception {
    RunningGateway one = node();
    RunningGateway other = node();
    String key = one.key("ann");
    assertThat(status(at(one, key))).isEqualTo(200);
    assertThat(status(at(other, key))).isEqualTo(200);

    other.revokeKeys();

    assertThat(status(at(other, key))).isEqualTo(401);
    Eventually.holds("the key is refused at both", () -> status(at(one, key)) == 401);
  }

  @Test
  void approvalThatWasAskedForAtOneNode_isGoodForOneCallAtWhicheverNode() throws Exception {
    RunningGateway one = node();
    RunningGateway other = node();
    String key = one.key("ann");
    assertThat(said(at(one, key))).contains("a person has to approve");
    assertThat(said(at(other, key))).contains("a person has to approve");

    try (Store store = beside()) {
      Instant now = Instant.now();
      List<Approval> waiting = store.approvals().waiting(now);
      assertThat(waiting).hasSize(1);
      Approvals.Word yes = new Approvals.Word(true, "olga", "olga", "");
      assertThat(store.approvals().decide(waiting.getFirst().id(), yes, now, now.plusSeconds(600)))
          .isInstanceOf(Approvals.Heard.Counted.class);
    }

    assertThat(said(at(other, key))).contains("paid");
    assertThat(said(at(one, key))).contains("a person has to approve");
    assertThat(calls()).isOne();
  }

  @Test
  void definitionThatIsApproved_isShownAtBoth_andHiddenAtBothOnceItIsRefused() throws Exception {
    String quarantine = "pinning: {first-seen: quarantine}";
    RunningGateway one = node(quarantine);
    RunningGateway other = node(quarantine);
    String key = one.key("ann");
    assertThat(listed(at(one, key))).isFalse();
    assertThat(listed(at(other, key))).isFalse();

    try (Store store = beside()) {
      Pin pin = store.pins().waiting().getFirst();
      assertThat(store.pins().approve(pin.name(), pin.digest(), "olga", Instant.now())).isPresent();
      Eventually.holds("one shows it", () -> listed(at(one, key)));
      Eventually.holds("the other shows it", () -> listed(at(other, key)));

      assertThat(store.pins().quarantine(pin.name(), pin.digest(), "olga", Instant.now()))
          .isPresent();
      Eventually.holds("one hides it", () -> !listed(at(one, key)));
      Eventually.holds("the other hides it", () -> !listed(at(other, key)));
    }
  }

  @Test
  void logOfEachNode_isWholeByTheCheckpointUnderItsOwnName_andByNoOthers() throws Exception {
    RunningGateway one = node();
    RunningGateway other = node();
    String key = one.key("ann");
    assertThat(status(at(one, key))).isEqualTo(200);
    assertThat(status(at(other, key))).isEqualTo(200);
    assertThat(one.recorded()).isNotNull();
    assertThat(other.recorded()).isNotNull();

    try (Store store = beside()) {
      assertThat(log(one, checkpoint(one, store)).isIntact()).isTrue();
      assertThat(log(other, checkpoint(other, store)).isIntact()).isTrue();
      assertThat(log(other, checkpoint(one, store)).isIntact()).isFalse();
      assertThat(store.acts().waiting(9)).isEmpty();
    }
  }

  private static String checkpoint(RunningGateway node, Store store) {
    Settings own = DurableState.ofThisNode(store, node.configuration());
    return new String(StoredWitness.keptIn(own).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static AuditReport log(RunningGateway node, String checkpoint) throws IOException {
    VerifyingKey key = VerifyingKey.read(SigningKey.publicIn(node.data()));
    return new AuditVerifier(List.of(key))
        .holding("store", checkpoint)
        .verify(node.data().resolve("audit"));
  }

  /** The second round of a rotation began at one node before the first was at the other. */
  @Test
  void keyThatWasPutUnderASecretTheOtherDoesNotKnow_isRefusedThere_andItsRecordSaysWhy()
      throws Exception {
    RunningGateway late = node();
    String key = late.key("ann");
    assertThat(status(at(late, key))).isEqualTo(200);
    Path next = secrets.resolve("next");
    Files.copy(secrets.resolve("nodes"), next, StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(next, "m".repeat(40));
    String[] lines = database.lines(secrets);
    lines[0] =
        lines[0].replaceFirst(
            "secret: (\"file:[^\"]*)nodes\"", "secret: $1next\", accepted-secrets: [$1nodes\"]");
    RunningGateway ahead = RunningGateway.before(server.url("/mcp"), lines[0], RunningGateway.ALL);
    nodes.add(ahead);

    assertThat(status(at(ahead, key))).isEqualTo(200);
    Eventually.holds("the key is refused at the other", () -> status(at(late, key)) == 401);

    assertThat(late.recorded().records())
        .anyMatch(record -> record.fields().toString().contains("key unknown_secret"));
  }

  @Test
  void nodeWithAnotherSecret_doesNotStart() throws Exception {
    RunningGateway one = node();
    assertThat(one.key("ann")).isNotEmpty();
    String[] lines = database.lines(secrets);
    Files.writeString(secrets.resolve("nodes"), "m".repeat(40));

    assertThatThrownBy(() -> RunningGateway.before(server.url("/mcp"), lines))
        .isInstanceOf(StartFault.class)
        .hasMessageStartingWith("state.secret: ")
        .hasMessageContaining("the other nodes")
        .hasMessageNotContaining("data directory");
  }

  @Test
  void nodeWhoseSecretIsGone_doesNotStart_andSaysWhichSecret() throws Exception {
    String[] lines = database.lines(secrets);
    Files.delete(secrets.resolve("nodes"));

    assertThatThrownBy(() -> RunningGateway.before(server.url("/mcp"), lines))
        .isInstanceOf(StartFault.class)
        .hasMessageStartingWith("state.secret: ")
        .hasMessageNotContaining("data directory");
  }

  @Test
  void nodeThatCannotReachTheDatabase_doesNotStart_andShowsNoPassword() {
    String[] lines = database.lines(secrets);
    lines[0] = lines[0].replaceFirst("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:1");

    assertThatThrownBy(() -> RunningGateway.before(server.url("/mcp"), lines))
        .isInstanceOf(StartFault.class)
        .hasMessageContaining("state.postgres")
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining(PostgresServer.PASSWORD);
  }
}
