package io.portreeve.gateway.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.Recorded;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.client.RawClient;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Every body of {@code bodies.txt}: its answer, what it tells, and whom it disturbs. */
@TestInstance(Lifecycle.PER_CLASS)
class BadBodiesTest {
  private static final int LONGEST_ANSWER = 1_000;

  private final ScriptedServer server = ScriptedServer.start(Neighbour.script());
  private final RunningGateway gateway;
  private final Neighbour neighbour;

  BadBodiesTest() throws StartFault {
    gateway =
        RunningGateway.before(
            server.url("/mcp"), RunningGateway.ALL, "authentication: {api-keys: true}");
    neighbour = new Neighbour(gateway.client("neighbour"));
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> badBodies() {
    List<BadBody> cases = BadBody.all();
    return Stream.concat(
        cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one))),
        Stream.of(DynamicTest.dynamicTest("each of them is on record", () -> checkRecords(cases))));
  }

  private void check(BadBody one) throws Exception {
    String key = gateway.key(one.principal());
    String[] fields = fields(one, key);
    try (RawClient client = new RawClient(gateway.address())) {
      client.send(one.request(key, fields));
      neighbour.isServed();
      String answer = client.answer();

      assertThat(answer).startsWith("HTTP/1.1 " + one.status() + " ");
      assertThat(BadBody.code(answer)).isEqualTo(one.code());
      assertThat(answer).doesNotContain("Exception", ".java", "\tat ", "io.portreeve", "java.");
      if (one.code() != 0) {
        assertThat(answer).hasSizeLessThan(LONGEST_ANSWER);
      }
    }
    neighbour.isServed();
  }

  private String[] fields(BadBody one, String key) throws Exception {
    return one.sessionRevision().isPresent()
        ? new String[] {
          "mcp-session-id: "
              + LegacyClient.begin(gateway.url(), key, one.sessionRevision().get()).session()
        }
        : one.fields();
  }

  private void checkRecords(List<BadBody> cases) {
    Recorded recorded = gateway.recorded();
    for (BadBody one : cases) {
      assertThat(recorded.of(one.principal())).as(one.name()).isNotEmpty();
    }
  }
}
