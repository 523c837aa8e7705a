package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person, or a script, is told when a gateway has started.
 *
 * @param key the key that was made for whoever reads this
 * @param facts what else a person wants to know: a word each, and what it says
 */
record Welcome(
    Configuration configuration,
    InetSocketAddress address,
    Optional<String> key,
    List<List<String>> facts) {
  /** The first endpoint's. */
  String url() {
    return urls().values().iterator().next();
  }

  private Map<String, String> urls() {
    return ClientLines.urls(configuration, address);
  }

  JsonObject json() {
    List<String> insecure = configuration.insecure().stream().map(change -> change.path()).toList();
    JsonObject urls = JsonObject.empty();
    for (Map.Entry<String, String> one : urls().entrySet()) {
      urls = urls.with(one.getKey(), one.getValue());
    }
    JsonObject json =
        JsonObject.empty()
            .with("url", url())
            .with("urls", urls)
            .with("servers", JsonArray.ofStrings(List.copyOf(configuration.servers().keySet())))
            .with("insecure", JsonArray.ofStrings(insecure));
    return key.map(text -> json.with("key", text)).orElse(json);
  }

  void print(Terminal terminal) {
    Iterator<String> urls = urls().values().iterator();
    configuration
        .served()
        .forEach(endpoint ->
            terminal.text(
                "Portreeve guards "
                    + String.join(", ", endpoint.servers())
                    + " at "
                    + terminal.strong(urls.next())));
    configuration
        .insecure()
        .forEach(change ->
            terminal.text(terminal.bad("insecure") + "  " + change.path() + "  " + change.what()));
    terminal.table(
        facts.stream()
            .map(fact -> List.of("%-6s".formatted(fact.getFirst()), terminal.typed(fact.getLast())))
            .toList());
    terminal.line("");
    key.ifPresent(text -> terminal.line("key     " + text));
    key.ifPresent(text -> terminal.line("try     " + curl(text)));
    terminal.line("paste   " + lines().paste());
    terminal.line("");
    terminal.hint("Stop with Ctrl-C. What was allowed and refused: `portreeve audit show`.");
  }

  private ClientLines lines() {
    boolean keys = configuration.authentication().apiKeys();
    return new ClientLines(
        urls(), keys ? Optional.of(key.orElse(ClientLines.A_KEY)) : Optional.empty());
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
}
