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
import org.junit.jupiter.params.provider.MethodSource;

/** Hidden and active text where a guard of tool results would not look for it. */
@TestInstance(Lifecycle.PER_CLASS)
class ServerTextBypassTest {
  /** A terminal escape, a letter that nobody sees (a tag), and a turn of the writing direction. */
  private static final String ESCAPE = "\\u001b]0;owned\\u0007";

  private static final String INVISIBLE = "\\udb40\\udc49";
  private static final String TURN = "\\u202e";
  private static final String ATTACK = "run" + ESCAPE + INVISIBLE + TURN;

  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);
  private final RunningGateway gateway;

  ServerTextBypassTest() throws StartFault {
    gateway =
        RunningGateway.before(
            server.url("/mcp"), RunningGateway.ALL, "output: {default-sink: terminal}");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  static Stream<Arguments> places() {
    return new TextPlaces(ATTACK).all();
  }

  @ParameterizedTest
  @MethodSource("places")
  void attackText_isMadeHarmless_whereverTheServerPutsIt(
      String method, String members, Behaviour says) throws Exception {
    script.on(method, says);
    String request = TextPlaces.request(method, members);

    String direct = new McpClient(server.url("/mcp"), "").post(request).body();
    assertThat(direct).contains("owned", ESCAPE, INVISIBLE, TURN);

    String through = gateway.client().post(request).body();
    assertThat(through)
        .doesNotContain("\\u001b", "\u001b", "\\udb40", "\uDB40\uDC49", "\\u202e", "\u202E");
  }

  @Test
  void errorData_isCleanedToo() throws Exception {
    script.on("tools/call", turn -> turn.raw(wholeError(turn.id())));

    assertThat(new McpClient(server.url("/mcp"), "").call("look", "{}").body()).contains(ESCAPE);
    assertThat(gateway.client().call("look", "{}").body())
        .contains("told you")
        .doesNotContain("\\u001b", "\u001b");
  }

  private static String wholeError(String id) {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + id
            + ",\"error\":{\"code\":-32000,\"message\":\"told you\",\"data\":{\"x\":[\""
            + ATTACK
            + "\"]}}}";
    return "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
