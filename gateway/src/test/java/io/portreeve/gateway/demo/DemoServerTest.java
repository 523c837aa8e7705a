package io.portreeve.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled server, asked over the loopback address. */
class DemoServerTest {
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpListener listener;

  DemoServerTest() throws IOException {
    listener =
        HttpListener.start(
            engine,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            ListenerOptions.defaults(),
            new DemoServer(),
            new Unheard());
  }

  @AfterEach
  void close() {
    client.close();
    listener.close();
    engine.close();
  }

  @Test
  void offer_isOfTheStatelessRevision_andNamesToolsOnly() throws Exception {
    JsonObject offer = result("server/discover", "{}");

    assertThat(offer.get("supportedVersions")).hasValue(Jsons.json("['2026-07-28']"));
    assertThat(offer.get("capabilities")).hasValue(Jsons.json("{'tools':{}}"));
    assertThat(offer.string("resultType")).hasValue("complete");
  }

  @Test
  void everyToolThatIsListed_hasASchema_andCanBeCalled() throws Exception {
    JsonArray tools = result("tools/list", "{}").array("tools").orElseThrow();

    assertThat(tools.size()).isEqualTo(5);
    for (Json each : tools) {
      JsonObject tool = (JsonObject) each;
      assertThat(tool.object("inputSchema")).isPresent();
      assertThat(tool.string("description")).isPresent();
      assertThat(call(tool.string("name").orElseThrow(), "{}").has("content")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 3", "-5, 5, 0", "9007199254740993, 1, 9007199254740994"})
  void numbers_areAdded(String a, String b, long sum) throws Exception {
    JsonObject result = call("add", "{'a':" + a + ",'b':" + b + "}");

    assertThat(result.get("structuredContent")).hasValue(JsonObject.empty().with("sum", sum));
    assertThat(text(result)).isEqualTo(String.valueOf(sum));
  }

  @Test
  void note_isReadAsItWasWritten_andReplacedByTheNext() throws Exception {
    assertThat(text(call("read_note", "{'name':'a'}"))).isEqualTo("there is no such note");
    assertThat(call("read_note", "{'name':'a'}").bool("isError")).hasValue(true);

    assertThat(text(call("write_note", "{'name':'a','text':'one'}"))).isEqualTo("written");
    call("write_note", "{'name':'b','text':'x'}");
    call("write_note", "{'name':'a','text':'two'}");

    assertThat(text(call("read_note", "{'name':'a'}"))).isEqualTo("two");
    assertThat(text(call("list_notes", "{}"))).isEqualTo("a\nb");
  }

  /** A demo that is left running must not fill the memory. */
  @Test
  void notes_areBounded_andOldOnesCanStillBeReplaced() throws Exception {
    for (int i = 0; i < 100; i++) {
      call("write_note", "{'name':'n" + i + "','text':'t'}");
    }

    assertThat(text(call("write_note", "{'name':'more','text':'t'}")))
        .isEqualTo("there is no room for another note");
    assertThat(text(call("write_note", "{'name':'n7','text':'new'}"))).isEqualTo("written");
  }

  @Test
  void deletion_deletesNothing() throws Exception {
    call("write_note", "{'name':'a','text':'one'}");

    assertThat(call("delete_everything", "{}").bool("isError")).hasValue(true);
    assertThat(text(call("list_notes", "{}"))).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"tools/nothing, 404, -32601", "initialize, 404, -32601", "tools/call, 200, -32602"})
  void methodOrToolThatDoesNotExist_isSaidToBeUnknown(String method, int status, long code)
      throws Exception {
    HttpResponse<String> response = post(request(method, "{'name':'nothing'}"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).object("error").flatMap(error -> error.integer("code")))
        .hasValue(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{'jsonrpc':'1.0','id':1,'method':'x'}", "{'id':1}"})
  void bodyThatIsNoMessage_isInvalid(String body) throws Exception {
    HttpResponse<String> response = post(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).object("error").flatMap(error -> error.integer("code")))
        .hasValue(-32600L);
  }

  @Test
  void notification_isAccepted_andOtherMethodsOfHttpAreNot() throws Exception {
    assertThat(post("{'jsonrpc':'2.0','method':'notifications/x'}").statusCode()).isEqualTo(202);
    HttpResponse<String> get =
        client.send(HttpRequest.newBuilder(uri()).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).hasValue("POST");
  }

  private JsonObject call(String tool, String arguments) throws Exception {
    return result("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
  }

  private JsonObject result(String method, String params) throws Exception {
    return json(post(request(method, params))).object("result").orElseThrow();
  }

  private static String request(String method, String params) {
    return "{'jsonrpc':'2.0','id':1,'method':'" + method + "','params':" + params + "}";
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri())
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + listener.address().getPort() + "/mcp");
  }

  private static JsonObject json(HttpResponse<String> response) {
    return (JsonObject) Jsons.read(response.body().getBytes(StandardCharsets.UTF_8));
  }

  private static String text(JsonObject result) {
    return ((JsonObject) result.array("content").orElseThrow().get(0)).string("text").orElseThrow();
  }

  private static final class Unheard implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
