package io.portreeve.gateway.downstream;

import io.portreeve.gateway.downstream.Client.Reply;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole endpoint over a scripted server, and a stateless client of it. */
final class ModernClient implements AutoCloseable {
  static final String META =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{}}";

  final Scripted scripted = new Scripted();
  private final Vigil vigil = new Vigil(scripted::identify, scripted);
  private final LegacyHttp legacy = new LegacyHttp(scripted.core(Scripted.LIMITS), vigil);
  private final Client client;

  ModernClient() throws IOException {
    this(new ParamFields.Marks.Valid(List.of()), Duration.ofMinutes(1));
  }

  ModernClient(ParamFields.Marks marks, Duration keepAlive) throws IOException {
    this((_, _) -> marks, keepAlive);
  }

  ModernClient(ParamMarks marks, Duration keepAlive) throws IOException {
    ModernPost modern =
        new ModernPost(
            scripted.journey(),
            scripted,
            marks,
            new StreamClock(keepAlive),
            vigil,
            Challenges.none("a name"));
    client =
        new Client(
            new McpEndpoint(
                LegacyServer.door(scripted), modern, legacy, scripted, JsonLimits.defaults()));
  }

  /** Sends a request with the headers that it must have; {@code more} are names and values. */
  Reply ask(String id, String method, String members, String... more)
      throws IOException, InterruptedException {
    List<String> headers = new ArrayList<>(List.of("mcp-method", method));
    name(method).ifPresent(name -> headers.addAll(List.of("mcp-name", name)));
    headers.addAll(List.of(more));
    String params = members.isEmpty() ? META : members + "," + META;
    return raw(
        "{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + params + "}}",
        headers.toArray(String[]::new));
  }

  Reply call(String id) throws IOException, InterruptedException {
    return ask(id, "tools/call", "'name':'read'");
  }

  /** Sends a body as it is, under the stateless revision. */
  Reply raw(String body, String... headers) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("mcp-protocol-version", "2026-07-28"));
    all.addAll(List.of(headers));
    return plain("POST", body, all.toArray(String[]::new));
  }

  /** Sends a body without any header of the protocol but these. */
  Reply plain(String method, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send("anna", method, "/mcp", body, headers);
  }

  private static Optional<String> name(String method) {
    return switch (method) {
      case "tools/call" -> Optional.of("read");
      case "prompts/get" -> Optional.of("greet");
      case "resources/read" -> Optional.of("file:///a.txt");
      default -> Optional.empty();
    };
  }

  @Override
  public void close() {
    vigil.close();
    legacy.close();
    client.close();
  }
}
