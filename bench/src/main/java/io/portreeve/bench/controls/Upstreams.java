package io.portreeve.bench.controls;

import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers that show their definitions when they are asked: two for each size of messages. */
final class Upstreams implements AutoCloseable {
  private final Map<String, ScriptedServer> files = new LinkedHashMap<>();
  private final Map<String, ScriptedServer> memories = new LinkedHashMap<>();

  Upstreams(List<Integer> sizes) {
    for (int kib : sizes) {
      files.put("files" + kib, server(Messages.definitions(kib)));
      memories.put("memory" + kib, server(Messages.memoryTools()));
    }
  }

  private static ScriptedServer server(ToolList tools) {
    String list = tools.json().toString();
    return ScriptedServer.start(
        Script.modern("{'tools':{}}").on("tools/list", turn -> turn.result(list)));
  }

  /** The lines under {@code servers}. */
  String lines(Setting setting) {
    StringBuilder lines = new StringBuilder();
    files.forEach((id, server) -> lines.append(lines(id, server, setting.server(false))));
    memories.forEach((id, server) -> lines.append(lines(id, server, setting.server(true))));
    return lines.toString();
  }

  private static String lines(String id, ScriptedServer server, String more) {
    String own = "url: " + server.url("/mcp") + "\nera: modern\n" + more;
    return "  " + id + ":\n" + own.indent(4);
  }

  @Override
  public void close() {
    files.values().forEach(ScriptedServer::close);
    memories.values().forEach(ScriptedServer::close);
  }
}
