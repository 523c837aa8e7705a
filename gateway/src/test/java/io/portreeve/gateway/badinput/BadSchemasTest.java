package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every schema of {@code schemas.txt}: no argument and no result comes through it, and soon. */
@TestInstance(Lifecycle.PER_CLASS)
class BadSchemasTest {
  private static final String VALUE = "{'a':'" + "a".repeat(40) + "!'}";

  private final List<BadSchema> cases = BadSchema.all();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private final ScriptedServer good = ScriptedServer.start(Neighbour.script());
  private final ScriptedServer liar =
      ScriptedServer.start(
          Script.modern("{'tools':{}}").on("tools/list", this::list).on("tools/call", this::call));
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningGateway gateway;
  private final Neighbour neighbour;

  BadSchemasTest() throws StartFault {
    gateway =
        RunningGateway.start(
            "servers: {good: {url: \""
                + good.url("/mcp")
                + "\", era: modern}, bad: {url: \""
                + liar.url("/mcp")
                + "\", era: modern}}",
            RunningGateway.ALL);
    neighbour = new Neighbour(gateway.client("neighbour"), "good__look");
  }

  @AfterAll
  void close() {
    gateway.close();
    callers.close();
    good.close();
    liar.close();
  }

  private void list(Turn turn) throws IOException {
    String tools =
        String.join(
            ",",
            cases.stream()
                .map(one ->
                    one.tool("in", "\"inputSchema\":" + one.schema())
                        + ","
                        + one.tool(
                            "out",
                            "\"inputSchema\":{\"type\":\"object\"},\"outputSchema\":"
                                + one.schema()))
                .toList());
    turn.result(
        "{\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\",\"tools\":["
            + tools
            + "]}");
  }

  private void call(Turn turn) throws IOException {
    called.add(turn.params().string("name").orElse(""));
    turn.result("{'resultType':'complete','content':[],'structuredContent':" + VALUE + "}");
  }

  @TestFactory
  Stream<DynamicTest> badSchemas() {
    return Stream.concat(
        cases.stream()
            .flatMap(one ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        one.name() + " for arguments", () -> check(one.id("in"), false)),
                    DynamicTest.dynamicTest(
                        one.name() + " for results", () -> check(one.id("out"), true)))),
        Stream.of(DynamicTest.dynamicTest("each of them is on record", this::checkRecords)));
  }

  private void check(String tool, boolean reachesTheServer) throws Exception {
    McpClient caller = gateway.client(tool);
    neighbour.isServed();
    Future<Reply> asked =
        callers.submit(() -> caller.call("bad__" + tool, reachesTheServer ? "{}" : VALUE));
    neighbour.isServed();
    Reply reply = asked.get();
    neighbour.isServed();

    boolean refused = reply.last().has("error") || reply.isError();
    assertThat(refused).as(reply.body()).isTrue();
    assertThat(reply.body()).doesNotContain("aaaa", "Exception", "evil.example", "networknt");
    assertThat(called.contains(tool)).isEqualTo(reachesTheServer);
  }

  private void checkRecords() {
    Recorded recorded = gateway.recorded();
    for (BadSchema one : cases) {
      assertThat(recorded.of(one.id("in"))).as(one.name()).isNotEmpty();
      assertThat(recorded.of(one.id("out"))).as(one.name()).hasSize(2);
    }
  }
}
