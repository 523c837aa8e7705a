package io.portreeve.gateway;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A gateway's configuration, its one scripted server, and a client that asks it. */
final class Desk implements AutoCloseable {
  private static final String WAIT = "wait";

  private final Path directory;
  private final Map<String, String> environment;
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch answer = new CountDownLatch(1);
  final ScriptedHttp server;

  /** A desk whose server knows one tool, {@code read}, whose answer is "done". */
  Desk(Path directory, Map<String, String> environment) {
    this(directory, environment, (_, wire) -> wire.hangUp());
  }

  /** The same, with a script for whatever is not about tools. */
  Desk(Path directory, Map<String, String> environment, ScriptedHttp.Script more) {
    this.directory = directory;
    this.environment = environment;
    this.server = ScriptedHttp.start((asked, wire) -> serve(asked, wire, more));
  }

  private void serve(HttpAsked asked, HttpWire wire, ScriptedHttp.Script more) throws Exception {
    switch (asked.rpcMethod()) {
      case "server/discover" ->
          wire.json(
              200,
              asked.result(
                  "{'resultType':'complete','supportedVersions':['2026-07-28'],"
                      + "'capabilities':{'tools':{}},'ttlMs':0,'cacheScope':'private'}"));
      case "tools/list" ->
          wire.json(
              200,
              asked.result(
                  "{'resultType':'complete','tools':[{'name':'read','inputSchema':"
                      + "{'type':'object'}}],'ttlMs':0,'cacheScope':'private'}"));
      case "tools/call" -> {
        if (asked.body().contains(WAIT)) {
          answer.await();
        }
        wire.json(
            200,
            asked.result("{'resultType':'complete','content':[{'type':'text','text':'done'}]}"));
      }
      default -> more.serve(asked, wire);
    }
  }

  SecretSource secrets() {
    return new SecretSource(name -> Optional.ofNullable(environment.get(name)));
  }

  /** Everything allowed to everybody, on a free port, with these lines besides. */
  Configuration configuration(String... more) {
    return read(
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}
        servers: {desk: {url: "%s", era: modern}}
        transparent: true
        policy: {allow: [{name: all, tools: ['*']}]}
        pinning: {first-seen: approve}
        %s
        """
            .formatted(server.url("/mcp"), String.join("\n", more)));
  }

  /** A configuration of the test's own; {@code URL} stands for the server's. */
  Configuration read(String text) {
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    String whole = text.replace("URL", server.url("/mcp").toString());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(whole)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) -> configuration;
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  Gateway start(String... more) throws StartFault {
    return start(configuration(more));
  }

  /** A gateway that no slow machine deprives of its last words. */
  Gateway start(Configuration configuration) throws StartFault {
    return Gateway.start(configuration, secrets(), Duration.ofMinutes(1));
  }

  /** Calls, and returns once the server has the call, which it will not answer yet. */
  Future<HttpResponse<String>> slowCall(InetSocketAddress gateway) throws InterruptedException {
    FutureTask<HttpResponse<String>> call =
        new FutureTask<>(
            () -> ask(gateway, "tools/call", "'name':'read','arguments':{'a':'" + WAIT + "'}"));
    var _ = Thread.ofVirtual().start(call);
    var _ = server.next(asked -> asked.body().contains(WAIT));
    return call;
  }

  /** Lets the server answer slow calls. */
  void answer() {
    answer.countDown();
  }

  HttpResponse<String> call(InetSocketAddress gateway, String... headers)
      throws IOException, InterruptedException {
    return ask(gateway, "tools/call", "'name':'read'", headers);
  }

  /** Asks as a stateless client; headers are names and values in turn. */
  HttpResponse<String> ask(
      InetSocketAddress gateway, String method, String members, String... headers)
      throws IOException, InterruptedException {
    return post(gateway, method, body(method, members, ""), headers);
  }

  /** Asks as a host who says this of the conversation that the request belongs to. */
  HttpResponse<String> askIn(
      String conversation, InetSocketAddress gateway, String method, String members)
      throws IOException, InterruptedException {
    String mark = ",'" + HostMark.KEY + "':" + conversation;
    return post(gateway, method, body(method, members, mark));
  }

  private HttpResponse<String> post(
      InetSocketAddress gateway, String method, String body, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + gateway.getPort() + "/mcp");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .header("mcp-protocol-version", "2026-07-28")
            .header("mcp-method", method)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (method.equals("tools/call")) {
      request.header("mcp-name", "read");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String body(String method, String members, String mark) {
    String meta =
        "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':{}"
            + mark
            + "}";
    String params = members.isEmpty() ? meta : members + "," + meta;
    return ("{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':{" + params + "}}")
        .replace('\'', '"');
  }

  /** What stands in the journal of that kind. */
  List<JsonObject> records(AuditKind kind) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    new AuditReader(directory.resolve("data").resolve("audit"))
        .forEach(
            AuditFilter.all(),
            record -> {
              if (record.kind() == kind) {
                found.add(record.fields());
              }
            });
    return found;
  }

  @Override
  public void close() {
    answer();
    client.shutdownNow();
    server.close();
  }
}
