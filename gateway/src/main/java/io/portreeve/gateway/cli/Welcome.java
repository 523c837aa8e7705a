package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** What a person, or a script, is told when a gateway has started. */
record Welcome(Configuration configuration, InetSocketAddress address, Optional<String> key) {
  String url() {
    String scheme = configuration.tls().isPresent() ? "https" : "http";
    String host = address.getAddress().getHostAddress();
    String written = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + written + ":" + address.getPort() + configuration.http().path();
  }

  JsonObject json() {
    List<String> insecure = configuration.insecure().stream().map(change -> change.path()).toList();
    JsonObject json =
        JsonObject.empty()
            .with("url", url())
            .with("servers", JsonArray.ofStrings(List.copyOf(configuration.servers().keySet())))
            .with("insecure", JsonArray.ofStrings(insecure));
    return key.map(text -> json.with("key", text)).orElse(json);
  }

  void print(Terminal terminal) {
    String servers = String.join(", ", configuration.servers().keySet());
    terminal.line("Portreeve guards " + servers + " at " + terminal.strong(url()));
    configuration
        .insecure()
        .forEach(change ->
            terminal.line(terminal.bad("insecure") + "  " + change.path() + "  " + change.what()));
    key.ifPresent(text -> invite(terminal, text));
  }

  private void invite(Terminal terminal, String text) {
    terminal.line("");
    terminal.line("key     " + text);
    terminal.line("try     " + curl(text));
    terminal.line("paste   " + client(text));
    terminal.line("");
    terminal.line("Stop with Ctrl-C. Next: `portreeve check --reference`, and examples/.");
  }

  /** A request as a client of the latest revision sends it. */
  JsonObject request(String method, JsonObject params) {
    JsonObject meta =
        JsonObject.empty()
            .with("io.modelcontextprotocol/protocolVersion", Revision.LATEST.wire())
            .with("io.modelcontextprotocol/clientCapabilities", JsonObject.empty());
    return JsonObject.empty()
        .with("jsonrpc", "2.0")
        .with("id", 1)
        .with("method", method)
        .with("params", params.with("_meta", meta));
  }

  private String curl(String text) {
    JsonObject body = request("tools/list", JsonObject.empty());
    return "curl -s %s -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: %s' -H 'Mcp-Method: tools/list' -d '%s'"
        .formatted(url(), text, Revision.LATEST.wire(), body);
  }

  private JsonObject client(String text) {
    JsonObject server =
        JsonObject.empty()
            .with("type", "http")
            .with("url", url())
            .with("headers", JsonObject.empty().with("Authorization", "Bearer " + text));
    return JsonObject.empty().with("mcpServers", JsonObject.empty().with("portreeve", server));
  }
}
