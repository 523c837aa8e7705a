package io.portreeve.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ModelAsked.By;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ModelTurn.Use;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedModelTest {
  private static final String OPENAI = "/v1/chat/completions";
  private static final String ANTHROPIC = "/v1/messages";
  private static final String OLLAMA = "/api/chat";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    client.shutdownNow();
  }

  @Test
  void openAiStream_carriesTextAndArguments_inPieces() throws Exception {
    try (ScriptedModel model =
        ScriptedModel.saying(ModelTurn.says("Grüße an 🧭").use("look", "{'at':'sea'}"))) {
      List<JsonObject> chunks = events(post(model, OPENAI, "{'stream':true}"));
      assertThat(chunks.size()).isGreaterThan(6);
      assertThat(joined(chunks, "content")).isEqualTo("Grüße an 🧭");
      assertThat(
              chunks.stream()
                  .flatMap(chunk -> delta(chunk).stream())
                  .flatMap(delta -> Contents.objects(delta, "tool_calls"))
                  .flatMap(call -> call.object("function").stream())
                  .map(function -> function.string("arguments").orElse(""))
                  .collect(Collectors.joining()))
          .isEqualTo("{\"at\":\"sea\"}");
    }
  }

  @Test
  void anthropicStream_opensAndClosesEveryBlock() throws Exception {
    try (ScriptedModel model =
        ScriptedModel.saying(
            ModelTurn.says("On ").text("it").use("look", "{'at':'sea'}").text("Wait"))) {
      List<JsonObject> events = events(post(model, ANTHROPIC, "{'stream':true}"));
      List<String> types = events.stream().map(it -> it.string("type").orElse("")).toList();
      assertThat(types).startsWith("message_start", "ping", "content_block_start");
      assertThat(types).endsWith("content_block_stop", "message_delta", "message_stop");
      assertThat(types.stream().filter("content_block_start"::equals)).hasSize(3);
      assertThat(types.stream().filter("content_block_stop"::equals)).hasSize(3);
    }
  }

  @Test
  void ollamaStream_isLines_ofWhichTheLastIsDone() throws Exception {
    try (ScriptedModel model =
        ScriptedModel.saying(ModelTurn.says("Hello").use("look", "{'at':'sea'}"))) {
      List<JsonObject> lines =
          post(model, OLLAMA, "{}").body().lines().map(ScriptedModelTest::read).toList();
      assertThat(lines).filteredOn(line -> line.bool("done").orElseThrow()).hasSize(1);
      assertThat(lines.getLast().bool("done")).contains(true);
      assertThat(lines)
          .anyMatch(line -> line.toString().contains("\"arguments\":{\"at\":\"sea\"}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENAI, ANTHROPIC, OLLAMA})
  void wholeAnswer_isOneJson_withTextAndUse(String path) throws Exception {
    try (ScriptedModel model = ScriptedModel.saying(ModelTurn.says("Aye").use("look", "{'n':1}"))) {
      HttpResponse<String> answer = post(model, path, "{'stream':false}");
      assertThat(answer.headers().firstValue("content-type")).contains("application/json");
      assertThat(read(answer.body()).toString()).contains("Aye", "look");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500, 529})
  void failure_isToldInTheWordsOfTheApi(int status) throws Exception {
    for (String path : List.of(OPENAI, ANTHROPIC, OLLAMA)) {
      try (ScriptedModel model = ScriptedModel.saying(ModelTurn.fails(status))) {
        HttpResponse<String> answer = post(model, path, "{}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(read(answer.body()).has("error")).isTrue();
      }
    }
  }

  @Test
  void request_isReadAlike_whateverTheApi() throws Exception {
    try (ScriptedModel model = ScriptedModel.thinking(_ -> ModelTurn.says("ok"))) {
      post(
          model,
          OPENAI,
          "{'messages':[{'role':'system','content':'be good'},{'role':'user','content':'hi'},"
              + "{'role':'assistant','content':null,'tool_calls':[{'id':'u','function':{'name':'t',"
              + "'arguments':'{}'}}]},{'role':'tool','tool_call_id':'u','content':'r'}]}");
      post(
          model,
          ANTHROPIC,
          "{'system':[{'type':'text','text':'be good'}],'messages':[{'role':'user','content':'hi'},"
              + "{'role':'assistant','content':[{'type':'tool_use','id':'u','name':'t','input':{}}]},"
              + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'u','content':'r'}]}]}");
      post(
          model,
          OLLAMA,
          "{'messages':[{'role':'system','content':'be good'},{'role':'user','content':'hi'},"
              + "{'role':'assistant','content':'','tool_calls':[{'id':'u','function':{'name':'t',"
              + "'arguments':{}}}]},{'role':'tool','tool_name':'u','content':'r'}]}");
      for (int i = 0; i < 3; i++) {
        ModelAsked asked = model.next();
        assertThat(asked.system()).isEqualTo("be good");
        assertThat(asked.heard())
            .extracting(ModelAsked.Heard::by)
            .containsExactly(By.USER, By.MODEL, By.TOOL);
        assertThat(asked.heard().get(1).uses()).containsExactly(new Use("u", "t", "{}"));
        assertThat(asked.last().use()).isEqualTo("u");
        assertThat(asked.results()).containsExactly("r");
      }
    }
  }

  @Test
  void pause_holdsBackWhatFollows_untilTheTestHasSeenWhatWentBefore() throws Exception {
    AtomicBoolean waited = new AtomicBoolean();
    CountDownLatch seen =
        new CountDownLatch(1) {
          @Override
          public void await() throws InterruptedException {
            super.await();
            waited.set(true);
          }
        };
    try (ScriptedModel model =
        ScriptedModel.saying(ModelTurn.says("one\n").pause(seen).text("two\n"))) {
      HttpResponse<Stream<String>> answer =
          client.send(request(model, OLLAMA, "{}"), BodyHandlers.ofLines());
      StringBuilder text = new StringBuilder();
      answer
          .body()
          .forEach(line -> {
            text.append(read(line).object("message").orElseThrow().string("content").orElse(""));
            if (text.toString().equals("one\n")) {
              seen.countDown();
            }
          });
      assertThat(text.toString()).isEqualTo("one\ntwo\n");
      assertThat(waited).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENAI, ANTHROPIC, OLLAMA})
  void streamThatHangsUp_breaksForTheClient(String path) {
    try (ScriptedModel model =
        ScriptedModel.saying(ModelTurn.says("half").ending(Ending.HANG_UP))) {
      assertThatThrownBy(() -> post(model, path, "{'stream':true}"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void script_thatIsOver_fails() throws Exception {
    try (ScriptedModel model = ScriptedModel.saying(ModelTurn.says("once"))) {
      post(model, OLLAMA, "{}");
      assertThat(post(model, OLLAMA, "{}").statusCode()).isEqualTo(500);
    }
  }

  private HttpResponse<String> post(ScriptedModel model, String path, String json)
      throws IOException, InterruptedException {
    return client.send(request(model, path, json), BodyHandlers.ofString());
  }

  private static HttpRequest request(ScriptedModel model, String path, String json) {
    URI url = URI.create(model.ollama() + path);
    return HttpRequest.newBuilder(url)
        .POST(BodyPublishers.ofString(json.replace('\'', '"')))
        .build();
  }

  private static List<JsonObject> events(HttpResponse<String> answer) {
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> read(line.substring(6)))
        .toList();
  }

  private static String joined(List<JsonObject> chunks, String name) {
    return chunks.stream()
        .flatMap(chunk -> delta(chunk).stream())
        .map(delta -> delta.string(name).orElse(""))
        .collect(Collectors.joining());
  }

  private static List<JsonObject> delta(JsonObject chunk) {
    return Contents.objects(chunk, "choices").flatMap(it -> it.object("delta").stream()).toList();
  }

  private static JsonObject read(String json) {
    return (JsonObject) Jsons.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
