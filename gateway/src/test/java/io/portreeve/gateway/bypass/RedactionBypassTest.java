package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Behaviour;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets where a guard of tool results would not look for them. */
@TestInstance(Lifecycle.PER_CLASS)
class RedactionBypassTest {
  private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  private static final String WIDE = "ｇｈｐ＿16C7e42F292c6912E7710c838347Ae178B4a";

  /** A scan finds such definitions, too, and would hide what is tried here. */
  private static final String UNSCANNED = "scan: {quarantine: never}";

  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);
  private final RunningGateway redacting;
  private final RunningGateway telling;

  RedactionBypassTest() throws StartFault {
    redacting =
        RunningGateway.inFrontOf(
            reach(server, "responses: {secrets: redact}"), RunningGateway.ALL, UNSCANNED);
    telling =
        RunningGateway.inFrontOf(
            reach(server, "responses: {secrets: alert}"), RunningGateway.ALL, UNSCANNED);
  }

  private static String reach(ScriptedServer server, String redaction) {
    return "url: \"" + server.url("/mcp") + "\", era: modern, redaction: {" + redaction + "}";
  }

  @AfterAll
  void close() {
    redacting.close();
    telling.close();
    server.close();
  }

  static Stream<Arguments> places() {
    return Stream.concat(
        new TextPlaces(WIDE).all().filter(place -> !defines(place)), new TextPlaces(TOKEN).all());
  }

  /** Once only, since a second definition would be another one than was approved. */
  private static boolean defines(Arguments place) {
    String method = String.valueOf(place.get()[0]);
    return method.endsWith("/list") || method.equals("server/discover");
  }

  @ParameterizedTest
  @MethodSource("places")
  void token_reachesNobody_whereverTheServerPutsIt(String method, String members, Behaviour says)
      throws Exception {
    script.on(method, says);
    String request = TextPlaces.request(method, members);

    assertThat(new McpClient(server.url("/mcp"), "").post(request).body())
        .containsAnyOf(TOKEN, WIDE);
    assertThat(telling.client().post(request).body()).containsAnyOf(TOKEN, WIDE);

    assertThat(redacting.client().post(request).body())
        .doesNotContain(TOKEN, WIDE)
        .contains("[redacted: github-token]");
  }

  @Test
  void tokenThatGoesOn_orIsReplaced_isOnRecordByItsKind() throws Exception {
    Script own = Shop.script();
    own.on("tools/call", turn -> turn.error(-32000, TOKEN));

    for (String handling : new String[] {"alert", "redact", "block"}) {
      try (ScriptedServer leaking = ScriptedServer.start(own);
          RunningGateway gateway =
              RunningGateway.inFrontOf(
                  reach(leaking, "responses: {secrets: " + handling + "}"), RunningGateway.ALL)) {
        assertThat(gateway.client().call("look", "{}").body().contains(TOKEN))
            .isEqualTo(handling.equals("alert"));

        assertThat(gateway.recorded().text())
            .containsAnyOf("github-token", "a token of GitHub")
            .doesNotContain(TOKEN);
      }
    }
  }

  /** What is on record of a call that holds a token. */
  private static String recorded(String reach, String... lines) throws Exception {
    try (RunningGateway gateway = RunningGateway.inFrontOf(reach, lines)) {
      var _ = gateway.client().call("look", "{'item':'" + TOKEN + "'}");
      return gateway.recorded().text();
    }
  }

  /** Where another control says no first, nobody has looked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not-allowlisted        | {allow: [{name: one, tools: [other]}]} | approve",
        "not-visible            | {allow: [{name: one, roles: [staff], tools: [look]}]} | approve",
        "definition-quarantined | {allow: [{name: one, tools: [look]}]} | quarantine"
      })
  void tokenInACallThatIsRefusedBeforeAnybodyLooks_isNotOnRecord(
      String reason, String policy, String seen) throws Exception {
    String[] lines = {
      "audit: {values: full}", "policy: " + policy, "pinning: {first-seen: " + seen + "}"
    };
    try (ScriptedServer shop = ScriptedServer.start(Shop.script())) {
      assertThat(recorded(reach(shop, ""), lines)).contains(reason, TOKEN);

      assertThat(recorded(reach(shop, "requests: {secrets: block}"), lines))
          .contains(reason, "withheld")
          .doesNotContain(TOKEN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "block, holds a token of GitHub",
    "redact, got [redacted: github-token]",
    "alert, got " + TOKEN
  })
  void tokenThatAModelHandsOn_reachesAServerOnlyWhereItMay(String handling, String answer)
      throws Exception {
    String tool =
        "{'name':'note','inputSchema':{'type':'object','properties':{'x':{'type':'string'}}}}";
    Script own = Shop.script();
    own.on("tools/list", turn -> turn.result(Shop.list("tools", tool)));
    own.on(
        "tools/call",
        turn ->
            turn.result(
                Shop.text(
                    "got "
                        + turn.params()
                            .object("arguments")
                            .flatMap(given -> given.string("x"))
                            .orElse(""))));

    try (ScriptedServer outside = ScriptedServer.start(own);
        RunningGateway gateway =
            RunningGateway.inFrontOf(
                reach(outside, "requests: {secrets: " + handling + "}"), RunningGateway.ALL)) {
      assertThat(gateway.client().call("note", "{'x':'" + TOKEN + "'}").body()).contains(answer);

      assertThat(gateway.recorded().refusals().contains("arguments-sensitive"))
          .isEqualTo(handling.equals("block"));
    }
  }
}
