package io.portreeve.onnx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;

/** A gateway in front of a server that reads mail, as an operator configures both. */
final class Mailroom implements AutoCloseable {
  private final Path data;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedServer server;
  private final Gateway gateway;
  private volatile String mail = "";

  /** With these lines for the server, and the top-level entry of its classifiers. */
  Mailroom(Path data, String guardrails, String classifiers) throws StartFault {
    this.data = data;
    this.server =
        ScriptedServer.start(
            Script.modern("{'tools':{}}")
                .on("tools/list", turn -> turn.result(tools()))
                .on("tools/call", turn -> turn.result(text(mail))));
    this.gateway =
        Gateway.start(
            configuration(guardrails, classifiers), new SecretSource(_ -> Optional.of("t0ken")));
  }

  private static String tools() {
    return "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
        + "{'name':'read_mail','description':'Mail.','inputSchema':{'type':'object'}}]}";
  }

  private static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  private Configuration configuration(String guardrails, String classifiers) {
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}
        pinning: {first-seen: approve}
        transparent: true
        servers: {it: {url: "%s", era: modern, %s}}
        classifiers: {%s}
        policy: {allow: [{name: all, tools: ['*']}]}
        """
            .formatted(server.url("/mcp"), guardrails, classifiers);
    var surroundings = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  /** What a client gets that has its mail read, where this stands in it. */
  String read(String written) throws IOException, InterruptedException {
    mail = written;
    String call =
        """
        {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "read_mail", "arguments": {},
          "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {}}}}
        """;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/mcp"))
            .headers(
                "content-type", "application/json", "accept", "application/json, text/event-stream")
            .headers("mcp-protocol-version", "2026-07-28", "mcp-method", "tools/call")
            .header("mcp-name", "read_mail")
            .POST(HttpRequest.BodyPublishers.ofString(call))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).body();
  }

  /** Ends the gateway, and gives all that it put on record. */
  String recorded() throws IOException {
    gateway.close();
    StringBuilder text = new StringBuilder();
    new AuditReader(data.resolve("data").resolve("audit"))
        .forEach(AuditFilter.all(), record -> text.append(record.json()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    gateway.close();
    server.close();
    client.close();
  }
}
