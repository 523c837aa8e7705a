package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every wrong of {@link BadProgram}: what the caller gets for it, and whom it disturbs. */
@TestInstance(Lifecycle.PER_CLASS)
class BadProgramsTest {
  private final ScriptedServer good = ScriptedServer.start(Neighbour.script());
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningGateway gateway;
  private final Neighbour neighbour;

  BadProgramsTest() throws StartFault {
    String programs =
        BadProgram.all().stream()
            .map(wrong ->
                id(wrong)
                    + ": {command: "
                    + BadProgram.command(wrong)
                    + ", era: modern, timeout: "
                    + (wrong.fails() ? "2s" : "30s")
                    + ", sandbox: {read: "
                    + BadProgram.classes()
                    + "}}")
            .collect(Collectors.joining(", "));
    gateway =
        RunningGateway.start(
            "servers: {good: {url: \"" + good.url("/mcp") + "\", era: modern}, " + programs + "}",
            RunningGateway.ALL,
            "limits: {requests-per-minute: 100000, max-response: 1MiB}");
    neighbour = new Neighbour(gateway.client("neighbour"), "good__look");
  }

  @AfterAll
  void close() {
    gateway.close();
    callers.close();
    good.close();
  }

  private static String id(BadProgram.Wrong wrong) {
    return wrong.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @TestFactory
  Stream<DynamicTest> badPrograms() {
    return Stream.concat(
        BadProgram.all().stream()
            .map(wrong -> DynamicTest.dynamicTest(id(wrong), () -> check(wrong))),
        Stream.of(DynamicTest.dynamicTest("each of them is on record", this::checkRecords)));
  }

  private void check(BadProgram.Wrong wrong) throws Exception {
    McpClient caller = gateway.client(id(wrong));
    neighbour.isServed();
    Future<Reply> called = callers.submit(() -> caller.call(id(wrong) + "__look", "{}"));
    neighbour.isServed();
    Reply reply = called.get();
    neighbour.isServed();

    assertThat(reply.body()).doesNotContain("Exception", ".java", "Traceback", BadAnswers.MARK);
    if (wrong.fails()) {
      assertThat(reply.last().has("error")).as(reply.body()).isTrue();
    } else {
      assertThat(reply.body()).contains(BadAnswers.FINE);
    }
  }

  private void checkRecords() {
    Recorded recorded = gateway.recorded();
    for (BadProgram.Wrong wrong : BadProgram.all()) {
      assertThat(recorded.of(id(wrong)))
          .as(id(wrong))
          .filteredOn(record -> record.kind() == AuditKind.OUTCOME)
          .hasSize(1);
    }
  }
}
