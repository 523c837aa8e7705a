package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.Explainer;
import io.portreeve.gateway.Explanation;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.store.Relations;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Notes that callers make themselves at a server that asks nobody whose they are, and that says of
 * any note that it was made just now.
 */
class CreationBypassTest {
  private static final String POLICY =
      """
      policy:
        objects:
          note:
            ids: number
            named-by: [{tools: [read], argument: id}]
            created-by: [{servers: [it], tools: [make], result: /note/id}]
        allow:
          - {name: makers, tools: [make, list]}
          - {name: readers, tools: [read], objects: {note: owner}}
      """;

  private final AtomicInteger next = new AtomicInteger(1);

  /** The id that the server gives out whatever is asked, once it is set. */
  private final AtomicReference<@Nullable String> says = new AtomicReference<>();

  private final ScriptedServer server = ScriptedServer.start(script());
  private final RunningGateway gateway;

  CreationBypassTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), POLICY);
  }

  private Script script() {
    return Script.modern("{'tools':{}}")
        .on(
            "tools/list",
            turn ->
                turn.result(
                    Shop.list(
                        "tools",
                        Shop.tool("make", "'id':{},'fails':{}")
                            + ","
                            + Shop.tool("list", "'id':{}")
                            + ","
                            + Shop.tool("read", "'id':{}"))))
        .on("tools/call", this::called);
  }

  private void called(Turn turn) throws IOException {
    String arguments = turn.params().object("arguments").orElseThrow().toString();
    if (turn.params().string("name").equals(Optional.of("read"))) {
      turn.result(Shop.text("a secret"));
      return;
    }
    String id =
        turn.params()
            .object("arguments")
            .flatMap(all -> all.string("id"))
            .or(() -> Optional.ofNullable(says.get()))
            .orElseGet(() -> String.valueOf(next.getAndIncrement()));
    turn.result(
        "{'resultType':'complete','content':[],'isError':%s,'structuredContent':{'note':{'id':%s,'text':'a secret'}}}"
            .formatted(arguments.contains("fails"), id));
  }

  @AfterEach
  void close() {
    gateway.close();
    server.close();
  }

  @Test
  void noteThatSomebodyElseMade_isReadByItsIdWithoutUs_andNotWithUs() throws Exception {
    try (RunningGateway naive = RunningGateway.before(server.url("/mcp"), RunningGateway.NAIVE)) {
      assertThat(naive.client("ann").call("make", "{}").body()).contains("\"id\":1");
      assertThat(naive.client("bob").call("read", "{'id':1}").body()).contains("a secret");
    }

    assertThat(gateway.client("ann").call("make", "{}").body()).contains("\"id\":2");

    assertThat(gateway.client("bob").call("read", "{'id':2}").body()).doesNotContain("a secret");
    assertThat(gateway.client("ann").call("read", "{'id':2}").body()).contains("a secret");
    assertThat(gateway.client("ann").call("read", "{'id':1}").body()).doesNotContain("a secret");
  }

  @Test
  void noteOfSomebodyElse_thatAServerSaysWasJustMade_staysHis_andItsTextIsNotHandedOut()
      throws Exception {
    McpClient bob = gateway.client("bob");
    says.set("8");
    assertThat(gateway.client("ann").call("make", "{}").body()).contains("a secret");

    assertThat(bob.call("make", "{}").body())
        .contains("the call was executed, and its answer withheld")
        .doesNotContain("a secret");

    assertThat(bob.call("read", "{'id':8}").body()).doesNotContain("a secret");
    assertThat(gateway.client("ann").call("read", "{'id':8}").body()).contains("a secret");
    assertThat(gateway.recorded().text()).contains("object-claimed", "note:8");
  }

  @Test
  void noteThatACallNames_andAServerGivesBackAsMade_isNotTheCallersForThat() throws Exception {
    McpClient bob = gateway.client("bob");

    assertThat(bob.call("make", "{'id':'8'}").body())
        .contains("the call was executed, and its answer withheld")
        .doesNotContain("a secret");

    assertThat(bob.call("read", "{'id':8}").body()).doesNotContain("a secret");
    assertThat(gateway.recorded().text()).contains("object-given", "note:8");
  }

  @Test
  void noteThatOneMakesAgain_isStillOnesOwn() throws Exception {
    McpClient ann = gateway.client("ann");
    says.set("8");

    assertThat(ann.call("make", "{}").body()).contains("a secret");
    assertThat(ann.call("make", "{}").body()).contains("a secret");
    assertThat(ann.call("make", "{'id':'8'}").body()).contains("a secret");
  }

  @Test
  void errorThatNamesANote_andAToolThatMakesNone_giveNobodyAnything() throws Exception {
    McpClient bob = gateway.client("bob");
    assertThat(bob.call("make", "{'id':'8','fails':true}").body()).contains("\"id\":8");
    assertThat(bob.call("list", "{'id':'8'}").body()).contains("\"id\":8");

    assertThat(bob.call("read", "{'id':8}").body()).doesNotContain("a secret");
  }

  @Test
  void answerWithoutTheId_isWithheld_andSaysThatTheCallWasExecuted() throws Exception {
    assertThat(gateway.client("ann").call("make", "{'id':'{}'}").body())
        .contains("the call was executed, and its answer withheld")
        .doesNotContain("a secret");
    assertThat(gateway.recorded().text()).contains("object-unnamed");
  }

  @Test
  void explanation_saysWhoWouldOwnIt_andNotesNothing() throws Exception {
    says.set("8");
    var _ = gateway.client("ann").call("make", "{}");
    try (Store store = gateway.store()) {
      assertThat(explained(store, "9").notes()).contains("`anna` would own `note:9`");
      assertThat(explained(store, "8").fate().reason()).contains(Reason.OBJECT_CLAIMED);

      assertThat(store.relations().list(Relations.Wanted.all(), 10)).hasSize(1);
    }
  }

  private Explanation explained(Store store, String id) throws Exception {
    Configuration configuration = gateway.configuration();
    return new Explainer(
            configuration,
            configuration.served().getFirst(),
            Optional.of(store),
            InstantSource.system())
        .reply(
            new Identity.Authenticated(Exchanges.ANNA),
            Messages.callTool("make", "{}"),
            new ToolResult(
                Jsons.object("{'content':[],'structuredContent':{'note':{'id':" + id + "}}}")))
        .getFirst();
  }

  @Test
  void whoOwnsWhat_isOnRecord_withTheExchangeThatMadeIt() throws Exception {
    says.set("8");
    var _ = gateway.client("ann").call("make", "{}");

    assertThat(gateway.recorded().of(AuditKind.EVENT))
        .filteredOn(event -> event.fields().string("event").equals(Optional.of("relation-added")))
        .singleElement()
        .satisfies(event ->
            assertThat(event.fields().toString())
                .contains("note:8", "owner", "principal:ann", "\"server\":\"it\""));
  }
}
