package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What recorded uses would have come to under other rules. */
@TestInstance(Lifecycle.PER_CLASS)
class PolicyReplayCommandTest {
  @TempDir private static Path directory;

  private static final String TOOLS =
      "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
          + tool("read")
          + ","
          + tool("wipe")
          + "]}";

  private final ScriptedServer server =
      ScriptedServer.start(
          Script.modern("{'tools':{}}")
              .on("tools/list", turn -> turn.result(TOOLS))
              .on(
                  "tools/call",
                  turn ->
                      turn.result(
                          "{'resultType':'complete','content':[{'type':'text','text':'done'}]}")));

  private Path shapes = Path.of("");
  private Path values = Path.of("");

  private static String tool(String name) {
    return "{'name':'"
        + name
        + "','inputSchema':{'type':'object','properties':{'path':{'type':'string'}}}}";
  }

  @BeforeAll
  void recordSomeUses() throws Exception {
    shapes = recorded("audit: {}");
    values = recorded("audit: {values: full}");
  }

  /** Ann, who is staff, reads two files and is refused the third tool; gus reads one. */
  private Path recorded(String audit) throws Exception {
    String policy = "policy: {allow: [{name: reads, tools: [read]}]}";
    try (RunningGateway gateway =
        RunningGateway.start(
            policy, audit, "servers: {it: {url: \"" + server.url("/mcp") + "\", era: modern}}")) {
      McpClient ann = gateway.client("ann", "staff");
      assertThat(ann.call("it__read", "{'path':'a.txt'}").body()).contains("done");
      assertThat(ann.call("it__read", "{'path':'b.txt'}").body()).contains("done");
      assertThat(ann.call("it__wipe", "{'path':'c.txt'}").body()).doesNotContain("done");
      assertThat(gateway.client("gus", "guest").call("it__read", "{'path':'a.txt'}").body())
          .contains("done");
      assertThat(gateway.recorded().records()).isNotEmpty();
      return copy(gateway.data().resolve("audit"), directory.resolve(audit.hashCode() + "-log"));
    }
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
      }
    }
    return to;
  }

  @AfterAll
  void close() {
    server.close();
  }

  private Ran replay(Path log, String policy, String... options) throws IOException {
    Files.writeString(
        directory.resolve("new.yaml"),
        "data: ./none\nservers: {it: {command: [x]}}\npolicy: " + policy + "\n");
    String[] all =
        Stream.concat(
                Stream.of("policy", "replay", "-c", "new.yaml", "--log", log.toString()),
                Stream.of(options))
            .toArray(String[]::new);
    return Ran.in(directory, all);
  }

  private JsonObject json(Path log, String policy) throws IOException {
    return Jsons.object(replay(log, policy, "--json").out().strip());
  }

  @Test
  void theSameRules_changeNothing() throws IOException {
    Ran ran = replay(shapes, "{allow: [{name: reads, tools: [read]}]}");

    assertThat(ran.code()).isEqualTo(ExitCode.OK.number());
    assertThat(ran.out())
        .contains("would have denied 0 of 3 recorded uses that were allowed")
        .contains("would have allowed 0 of 1 recorded uses that were denied")
        .doesNotContain("unknown");
  }

  @Test
  void narrowerRoles_wouldHaveDeniedTheGuest_andAWiderRuleAllowedTheTool() throws IOException {
    Ran ran =
        replay(
            shapes,
            "{allow: [{name: staff-reads, roles: [staff], tools: [read]},"
                + " {name: wipes, tools: [wipe]}]}");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out())
        .contains("would have denied 1 of 3 recorded uses that were allowed")
        .contains("would have allowed 1 of 1 recorded uses that were denied");
    assertThat(ran.outLines())
        .anyMatch(line -> line.matches("[0-9a-f]{32} +gus +it +tools/call read +denied +default"))
        .anyMatch(line -> line.matches("[0-9a-f]{32} +ann +it +tools/call wipe +allowed +wipes"));
  }

  @Test
  void conditionOverArguments_isUnknown_whereTheirValuesAreNotOnRecord() throws IOException {
    String policy = "{allow: [{name: reads, tools: [read], when: 'args.path == \"a.txt\"'}]}";

    JsonObject redacted = json(shapes, policy);
    assertThat(redacted.integer("unknown")).hasValue(3L);
    assertThat(redacted.integer("wouldBeDenied")).hasValue(0L);

    JsonObject full = json(values, policy);
    assertThat(full.integer("unknown")).hasValue(0L);
    assertThat(full.integer("wouldBeDenied")).hasValue(1L);
  }

  @Test
  void conditionThatNeedsNoArguments_isJudged_whateverElseItAsks() throws IOException {
    JsonObject out =
        json(
            shapes,
            "{allow: [{name: reads, tools: [read],"
                + " when: '\"staff\" in principal.roles && args.path == \"a.txt\"'}]}");

    assertThat(out.integer("wouldBeDenied")).hasValue(1L);
    assertThat(out.integer("unknown")).hasValue(2L);
  }

  @Test
  void objectsInArguments_areUnknown_whereTheyAreNotOnRecord() throws IOException {
    String policy =
        "{objects: {file: {named-by: [{tools: [read], argument: path}]}},"
            + " allow: [{name: reads, tools: [read], objects: {file: owner}}]}";

    assertThat(json(shapes, policy).integer("unknown")).hasValue(3L);
    assertThat(json(values, policy).integer("wouldBeDenied")).hasValue(3L);
    assertThat(replay(values, policy).out()).contains("nobody is anything to any object");
  }

  @Test
  void recordOfAnEarlierVersion_lacksWhoAsked_andIsCountedAsUnknown() throws IOException {
    Path old = Files.createDirectories(directory.resolve("old"));
    for (Path file : copiedFiles(shapes)) {
      String text = Files.readString(file);
      Files.writeString(
          old.resolve(String.valueOf(file.getFileName())),
          text.replace("\"authentication\":\"api-key\",", ""));
    }

    JsonObject out = json(old, "{allow: [{name: none, tools: [none]}]}");

    assertThat(out.integer("incomplete")).hasValue(4L);
    assertThat(out.integer("wouldBeDenied")).hasValue(0L);
  }

  private static List<Path> copiedFiles(Path log) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      return files.toList();
    }
  }

  @Test
  void logThatIsNotThere_isSaid() throws IOException {
    assertThat(replay(directory.resolve("absent"), "{}").code())
        .isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(replay(shapes, "{}", "--since", "soon").code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(replay(shapes, "{}", "--most", "1").out()).contains("and 2 more");
  }
}
