package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool that a principal may not know of answers like one that does not exist, to every trick. */
class HiddenToolTest {
  private static final String TOOL =
      "{'name':'%s','inputSchema':{'type':'object','properties':"
          + "{'region':{'type':'string','x-mcp-header':'Region'}}}}";

  @TempDir private Path directory = Path.of("");

  private final Serving server =
      new Serving((request, reply) -> answer(Jsons.object(text(request.body())), reply));
  private String key = "";

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void headersThatATool_wantsRepeated_doNotTellThatItExists() throws Exception {
    try (Gateway gateway = start()) {
      assertThat(call(gateway, "seen")).contains("-32020");
      assertThat(call(gateway, "hidden")).isEqualTo(call(gateway, "absent"));
    }
  }

  @Test
  void useOfAKey_isInTheStoreOnceTheGatewayHasClosed() throws Exception {
    try (Gateway gateway = start()) {
      assertThat(call(gateway, "absent")).isNotEmpty();
    }
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults())) {
      assertThat(store.apiKeys().list())
          .extracting(ApiKeyRecord::lastUsed)
          .allMatch(Optional::isPresent);
    }
  }

  private Gateway start() throws Exception {
    Gateway gateway = Gateway.start(configuration(), new SecretSource(_ -> Optional.empty()));
    key =
        gateway
            .keys()
            .create(new KeyRequest("anna", Set.of(), Map.of(), Optional.empty()))
            .text()
            .revealText();
    return gateway;
  }

  private Configuration configuration() {
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        servers: {demo: {url: "%s", era: modern}}
        transparent: true
        policy: {allow: [{name: some, tools: [seen]}]}
        pinning: {first-seen: approve}
        """
            .formatted(server.url());
    return Configurations.of(directory, text);
  }

  /** A call that gives the argument, and does not repeat it in the header. */
  private String call(Gateway gateway, String tool) throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s",
          "arguments":{"region":"eu"},"_meta":{
          "io.modelcontextprotocol/protocolVersion":"2026-07-28",
          "io.modelcontextprotocol/clientCapabilities":{}}}}
        """
            .formatted(tool);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/mcp"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", tool)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private static void answer(JsonObject asked, HttpReply reply) {
    String result =
        switch (asked.string("method").orElse("")) {
          case "server/discover" ->
              "'supportedVersions':['2026-07-28'],'capabilities':{'tools':{}}";
          case "tools/list" ->
              "'ttlMs':0,'cacheScope':'private','tools':["
                  + TOOL.formatted("seen")
                  + ","
                  + TOOL.formatted("hidden")
                  + "]";
          default -> "'content':[]";
        };
    String body =
        "{'jsonrpc':'2.0','id':"
            + asked.get("id").orElseThrow()
            + ",'result':{'resultType':'complete',"
            + result
            + "}}";
    reply.send(
        200,
        HttpFields.of("content-type", "application/json"),
        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
