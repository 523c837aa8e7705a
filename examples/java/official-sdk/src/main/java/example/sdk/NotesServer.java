package example.sdk;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.ServerTransportSecurityException;
import io.modelcontextprotocol.spec.McpSchema;
import io.portreeve.gateway.embedding.Pass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * Notes in a folder, by the official SDK, as such servers are often written: it opens whatever it
 * is told, and repeats whatever it hears.
 */
final class NotesServer implements AutoCloseable {
  private final McpSyncServer server;
  private final Tomcat tomcat;

  private NotesServer(McpSyncServer server, Tomcat tomcat) {
    this.server = server;
    this.tomcat = tomcat;
  }

  /** Starts one on a free port of the loopback interface, for whoever the gate opens to. */
  static NotesServer start(Path notes, Path work, Predicate<Collection<String>> gate)
      throws LifecycleException {
    var transport =
        HttpServletStreamableServerTransportProvider.builder()
            .mcpEndpoint("/mcp")
            .securityValidator(headers -> refuseOthers(headers, gate))
            .build();
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo("notes", "1")
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .toolCall(tool("read_note", "path"), (_, call) -> answer(read(notes, call)))
            .toolCall(
                tool("greet", "name"),
                (_, call) -> answer("Hello, " + call.arguments().get("name") + "."))
            .build();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", work.toString());
    Tomcat.addServlet(context, "mcp", transport).setAsyncSupported(true);
    context.addServletMappingDecoded("/mcp", "mcp");
    tomcat.start();
    return new NotesServer(server, tomcat);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/mcp");
  }

  @Override
  public void close() throws LifecycleException {
    server.close();
    tomcat.stop();
    tomcat.destroy();
  }

  private static void refuseOthers(
      Map<String, List<String>> headers, Predicate<Collection<String>> gate)
      throws ServerTransportSecurityException {
    List<String> shown =
        headers.entrySet().stream()
            .filter(field -> field.getKey().equalsIgnoreCase(Pass.FIELD))
            .flatMap(field -> field.getValue().stream())
            .toList();
    if (!gate.test(shown)) {
      throw new ServerTransportSecurityException(401, "come through the front");
    }
  }

  private static McpSchema.Tool tool(String name, String argument) {
    return McpSchema.Tool.builder(
            name,
            Map.of(
                "type", "object",
                "properties", Map.of(argument, Map.of("type", "string")),
                "required", List.of(argument),
                "additionalProperties", false))
        .build();
  }

  private static String read(Path notes, McpSchema.CallToolRequest call) {
    try {
      return Files.readString(notes.resolve(String.valueOf(call.arguments().get("path"))));
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  private static McpSchema.CallToolResult answer(String text) {
    return McpSchema.CallToolResult.builder().addTextContent(text).build();
  }
}
