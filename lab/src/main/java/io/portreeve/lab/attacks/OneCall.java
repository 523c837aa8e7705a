package io.portreeve.lab.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

/** A program that is started, with all our rights, to call one of its tools. */
final class OneCall {
  private OneCall() {}

  /** The line that it answers; empty: none. */
  static String of(List<String> command, String tool, JsonObject arguments) throws IOException {
    Process program = new ProcessBuilder(command).start();
    JsonObject params = JsonObject.empty().with("name", tool).with("arguments", arguments);
    byte[] line =
        new RpcRequest(RequestId.of(1), "tools/call", params).toJson().toString().getBytes(UTF_8);
    try (var in = program.getOutputStream();
        var out = new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      in.write(line);
      in.write('\n');
      in.flush();
      String answer = out.readLine();
      return answer == null ? "" : answer;
    } finally {
      program.destroy();
    }
  }
}
