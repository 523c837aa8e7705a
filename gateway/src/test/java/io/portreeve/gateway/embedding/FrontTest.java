package io.portreeve.gateway.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.StartFault;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks for the pass, and a front before it. */
@Timeout(120)
class FrontTest {
  private static final String CLIMB = "../../etc/passwd";

  private final Path directory;
  private final Pass pass = Pass.fresh();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ScriptedHttp server = ScriptedHttp.start(this::serve);

  FrontTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void call_thatTheRulesAllow_reachesAServerThatAsksForThePass() throws Exception {
    try (Front front = start("notes: {}")) {
      assertThat(call(front.address(), "a.txt").body()).contains("read a.txt");
    }
  }

  @Test
  void serverThatAsksForThePass_answersNobodyBesideTheFront() throws Exception {
    assertThat(call(straight(), "a.txt").statusCode()).isEqualTo(401);
  }

  @Test
  void attack_thatTheServerWouldFallTo_doesNotReachIt() throws Exception {
    assertThat(call(straight(), CLIMB, Pass.FIELD, pass.value()).body()).contains("read " + CLIMB);
    var _ = server.rest();

    try (Front front = start("notes: {}")) {
      assertThat(call(front.address(), "a.txt").body()).contains("read a.txt");
      assertThat(call(front.address(), CLIMB).body()).contains("leads out of the directory");
    }
    assertThat(server.rest()).isNotEmpty().noneMatch(asked -> asked.body().contains(CLIMB));
  }

  @Test
  void wordsOfTheFileAboutTheServer_holdAsWell() throws Exception {
    String words = "notes: {url: \"http://127.0.0.1:1/mcp\", headers: {X-Of: \"text:file\"}}";
    try (Front front = start(words)) {
      assertThat(call(front.address(), "a.txt").body()).contains("read a.txt");
    }
    assertThat(server.rest()).allSatisfy(asked -> assertThat(asked.field("x-of")).hasValue("file"));
  }

  @Test
  void fileWithoutTheServer_isAStartFault_thatSaysWhatToWrite() {
    assertThatExceptionOfType(StartFault.class)
        .isThrownBy(() -> start("other: {url: \"http://127.0.0.1:1/mcp\"}"))
        .withMessageContaining("servers.notes")
        .withMessageContaining("write `servers.notes: {}`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1:80/mcp",
        "http://127.0.0.1.example.com/mcp",
        "https://127.0.0.1/mcp",
        "http:///mcp"
      })
  void serverElsewhere_isRefused_beforeThePassIsSent(String url) throws IOException {
    Path file = written("notes: {}");

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Front.start(file, "notes", URI.create(url), pass).close())
        .withMessageContaining(url);
  }

  private Front start(String servers) throws StartFault, IOException {
    return Front.start(written(servers), "notes", server.url("/mcp"), pass);
  }

  private Path written(String servers) throws IOException {
    return Files.writeString(
        directory.resolve("front.yaml"),
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}
        servers:
          %s
        transparent: true
        policy: {allow: [{name: all, tools: ["*"]}]}
        pinning: {first-seen: approve}
        """
            .formatted(servers));
  }

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    if (!pass.opens(asked.field(Pass.FIELD.toLowerCase(java.util.Locale.ROOT)).stream().toList())) {
      wire.empty(401);
      return;
    }
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
                      + "{'type':'object','properties':{'path':{'type':'string'}}}}],"
                      + "'ttlMs':0,'cacheScope':'private'}"));
      default -> {
        String path =
            asked
                .json()
                .object("params")
                .flatMap(it -> it.object("arguments"))
                .orElseThrow()
                .string("path")
                .orElseThrow();
        wire.json(
            200,
            asked.result(
                "{'resultType':'complete','content':[{'type':'text','text':'read %s'}]}"
                    .formatted(path)));
      }
    }
  }

  private InetSocketAddress straight() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.url("/").getPort());
  }

  private HttpResponse<String> call(InetSocketAddress address, String path, String... more)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/mcp"))
            .header("content-type", "application/json")
            .header("accept", "application/json, text/event-stream")
            .header("mcp-protocol-version", "2026-07-28")
            .header("mcp-method", "tools/call")
            .header("mcp-name", "read")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read",\
                    "arguments":{"path":"%s"},"_meta":{"io.modelcontextprotocol/protocolVersion":\
                    "2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}\
                    """
                        .formatted(path)));
    if (more.length > 0) {
      request.headers(more);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
