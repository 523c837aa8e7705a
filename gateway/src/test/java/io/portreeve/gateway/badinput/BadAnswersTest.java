package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every answer of {@link BadAnswers}: what the caller gets for it, and whom it disturbs. The server
 * that gives them may take a second; another one behind the same gateway answers as it should.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadAnswersTest {
  private static final int LONGEST_ANSWER = 1_000;
  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
          + "{'name':'look','inputSchema':{'type':'object'}}]}";

  private final AtomicReference<BadAnswers.Wrong> wrong =
      new AtomicReference<>((asked, wire) -> wire.hangUp());
  private final ScriptedServer good = ScriptedServer.start(Neighbour.script());
  private final ScriptedHttp bad = ScriptedHttp.start(this::answer);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningGateway gateway;
  private final Neighbour neighbour;

  BadAnswersTest() throws StartFault {
    gateway =
        RunningGateway.start(
            "servers: {good: {url: \""
                + good.url("/mcp")
                + "\", era: modern}, bad: {url: \""
                + bad.url("/mcp")
                + "\", era: modern, timeout: 1s}, patient: {url: \""
                + bad.url("/mcp")
                + "\", era: modern}}",
            RunningGateway.ALL,
            "limits: {requests-per-minute: 100000, max-response: 1MiB}");
    neighbour = new Neighbour(gateway.client("neighbour"), "good__look");
  }

  @AfterAll
  void close() {
    gateway.close();
    callers.close();
    good.close();
    bad.close();
  }

  private void answer(HttpAsked asked, HttpWire wire) throws Exception {
    if (asked.rpcMethod().equals("tools/call")) {
      wrong.get().answer(asked, wire);
    } else {
      wire.json(200, asked.result(TOOLS));
    }
  }

  @TestFactory
  Stream<DynamicTest> badAnswers() throws Exception {
    List<BadAnswers.Case> cases = BadAnswers.all();
    return Stream.concat(
        cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one))),
        Stream.of(DynamicTest.dynamicTest("each of them is on record", () -> checkRecords(cases))));
  }

  private void check(BadAnswers.Case one) throws Exception {
    wrong.set(one.wrong());
    McpClient caller = gateway.client(one.name());
    neighbour.isServed();
    // An answer that is fine may take its time; one that never comes should not.
    String tool = one.fails() ? "bad__look" : "patient__look";
    Future<Reply> called = callers.submit(() -> caller.call(tool, "{}"));
    neighbour.isServed();
    Reply reply = called.get();
    neighbour.isServed();

    assertThat(reply.last().get("id").orElseThrow()).hasToString("7");
    assertThat(reply.body())
        .doesNotContain("Exception", ".java", "\tat ", "127.0.0.1", BadAnswers.MARK);
    if (one.fails()) {
      assertThat(reply.last().has("error")).as(reply.body()).isTrue();
      assertThat(reply.body()).hasSizeLessThan(LONGEST_ANSWER);
    } else {
      assertThat(reply.body()).contains(BadAnswers.FINE);
    }
  }

  private void checkRecords(List<BadAnswers.Case> cases) {
    Recorded recorded = gateway.recorded();
    for (BadAnswers.Case one : cases) {
      List<String> endings =
          recorded.of(one.name()).stream()
              .filter(record -> record.kind() == AuditKind.OUTCOME)
              .map(record -> record.fields().string("ending").orElse(""))
              .toList();
      assertThat(endings)
          .as(one.name())
          .containsExactly(one.fails() ? "upstream-failed" : "completed");
    }
  }
}
