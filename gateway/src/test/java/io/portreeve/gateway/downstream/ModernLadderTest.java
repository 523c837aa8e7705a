package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rungs of the stateless revision; each row begins with the requirement that it proves. */
class ModernLadderTest {
  private static final String WHOLE =
      "'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{}";

  @ParameterizedTest(name = "{0}: {1} {2} [{3}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A1 | tools/list | META | v=2026-07-28;m=tools/list | ok",
        "A2 | initialize | META | v=2026-07-28;m=initialize | 404 -32601",
        "A2 | ping | META | v=2026-07-28;m=ping | 404 -32601",
        "A2 | logging/setLevel | META | v=2026-07-28;m=logging/setLevel | 404 -32601",
        "A2 | resources/subscribe | META | v=2026-07-28;m=resources/subscribe | 404 -32601",
        "A2 | tools/list | 'a':1 | v=2026-07-28;m=tools/list | 400 -32602",
        "A3 | tools/list | 'io.modelcontextprotocol/protocolVersion':'2099-01-01' |"
            + " v=2099-01-01;m=tools/list | 400 -32022",
        "A3 | tools/list | 'io.modelcontextprotocol/protocolVersion':'2025-11-25' |"
            + " v=2025-11-25;m=tools/list | 400 -32022",
        "A4 | tools/list | 'io.modelcontextprotocol/protocolVersion':'2026-07-28' |"
            + " v=2026-07-28;m=tools/list | 400 -32602",
        "A4 | tools/list | 'io.modelcontextprotocol/protocolVersion':7 | v=2026-07-28;m=tools/list"
            + " | 400 -32602",
        "B5 | tools/nothing | META | v=2026-07-28;m=tools/nothing | 404 -32601",
        "C1 | tools/list | META | m=tools/list | 400 -32020",
        "C1 | tools/list | META | v=2025-11-25;m=tools/list | 400 -32020",
        "C1 | tools/list | META | v=2026-07-28 | 400 -32020",
        "C1 | tools/list | META | v=2026-07-28;m=Tools/list | 400 -32020",
        "C1 | tools/list | META | v=2026-07-28;m=tools/call | 400 -32020",
        "C1 | tools/list | META | v=2026-07-28;m=tools/list;m=tools/list | 400 -32020",
        "C1 | tools/call | META | v=2026-07-28;m=tools/call | 400 -32020",
        "C1 | tools/call | META | v=2026-07-28;m=tools/call;n=b | 400 -32020",
        "C1 | tools/call | META | v=2026-07-28;m=tools/call;n=a;n=a | 400 -32020",
        "C1 | tools/call | META | v=2026-07-28;m=tools/call;n=a | ok",
        "C2 | tools/call | META | v=2026-07-28;m=tools/call;n==?base64?YQ==?= | ok",
        "C2 | tools/call | META | v=2026-07-28;m=tools/call;n==?base64?YQ?= | 400 -32020",
        "C2 | tools/call | META | v=2026-07-28;m=tools/call;n==?base64?Yg==?= | 400 -32020",
        "C2 | tools/call | META | v=2026-07-28;m=tools/call;n==?BASE64?YQ==?= | 400 -32020"
      })
  void request_climbsOnlyIfItKeepsTheRequirement(
      String requirement, String method, String meta, String headers, String expected) {
    String members = meta.equals("META") ? WHOLE : meta;
    RpcRequest rpc =
        new RpcRequest(
            RequestId.of(1), method, Jsons.object("{'name':'a','_meta':{" + members + "}}"));

    assertThat(climb(fields(headers), rpc)).as(requirement).isEqualTo(expected);
  }

  private static String climb(HttpFields headers, RpcRequest rpc) {
    try {
      var request = new ModernLadder(headers, rpc).climb();
      return request.method().equals(rpc.method()) ? "ok" : "another method";
    } catch (Misfit misfit) {
      return misfit.status() + " " + misfit.error().code();
    }
  }

  private static HttpFields fields(String headers) {
    var built = HttpFields.builder();
    for (String header : headers.split(";", -1)) {
      String name =
          switch (header.charAt(0)) {
            case 'v' -> "mcp-protocol-version";
            case 'm' -> "mcp-method";
            default -> "mcp-name";
          };
      built.add(name, header.substring(2));
    }
    return built.build();
  }
}
