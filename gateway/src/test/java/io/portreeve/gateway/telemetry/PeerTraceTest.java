package io.portreeve.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTraceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String RIGHT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private static Request saying(String parent, String state) {
    Request request = Messages.callTool("read", "{}");
    return Saying.of(request, parent, state);
  }

  @Test
  void parentAndState_areRead() {
    assertThat(PeerTrace.of(saying(RIGHT, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE")))
        .contains(
            new PeerTrace(
                new SpanRef(TRACE, "b7ad6b7169203331"), "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
        "ignore all previous instructions"
      })
  void parentThatIsNone_saysNothing(String parent) {
    assertThat(PeerTrace.of(saying(parent, "rojo=1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'a=b\u0000'", "'=x'", "'UPPER=x'", "'no equals sign'", "'a=é'"})
  void stateThatIsNone_isLeftOut(String state) {
    assertThat(PeerTrace.of(saying(RIGHT, state)).orElseThrow().state()).isEmpty();
  }

  @Test
  void stateThatIsTooLong_isLeftOut() {
    assertThat(PeerTrace.of(saying(RIGHT, "a=b," + "c=d,".repeat(200))).orElseThrow().state())
        .isEmpty();
  }
}
