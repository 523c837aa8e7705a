package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExerciseCommandTest {
  private static final String REFUSAL =
      """
      {"jsonrpc":"2.0","id":ID,"error":{"code":-32603,"message":"not today"}}\
      """;
  private static final String PROGRESS =
      """
      {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":ID,"progress":1}}\
      """;
  private static final String OTHER_SHAPE =
      """
      {"jsonrpc":"2.0","id":ID,"result":{"resultType":"complete","content":[],\
      "structuredContent":{"rows":"none"}}}\
      """;

  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  private int exercise(Application application) {
    Terminal terminal =
        Ran.terminal(new StringWriter(), err, directory, Map.of("PORTREEVE_DEBUG", "1"));
    return Portreeve.run(terminal, _ -> {}, _ -> {}, application, "exercise");
  }

  @Test
  void application_isAskedOnce_andSatDownAtOnce_withAModelThatIsNone() {
    List<Occasion> occasions = new ArrayList<>();

    int code =
        exercise(occasion -> {
          occasions.add(occasion);
          return ExitCode.UNAVAILABLE;
        });

    assertThat(code).isZero();
    assertThat(occasions)
        .extracting(Occasion::message)
        .containsExactly(Optional.of("Hello"), Optional.empty());
    assertThat(occasions)
        .extracting(occasion -> occasion.terminal().attended())
        .containsExactly(false, true);
    assertThat(occasions.getFirst().terminal().environment().apply("OPENAI_BASE_URL").orElseThrow())
        .startsWith("http://127.0.0.1:");
  }

  /** So all was answered as is due, too: an exercise of which that is not true fails, see below. */
  @Test
  void programWithoutOne_isExercisedAllTheSame() {
    assertThat(exercise(Application.elsewhere())).as("%s", err).isZero();
    assertThat(err.toString()).contains("no application was exercised");
  }

  @ParameterizedTest
  @ValueSource(strings = {PracticeServer.REPORT, PracticeServer.FOLLOW, "add", "tools/list"})
  void exercise_whoseServerAnswersOtherwise_fails(String wrong) {
    assertThatThrownBy(() -> exerciseInFrontOf(new Answering(wrong, REFUSAL)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("answered `" + wrong + "` with what is not a result");
  }

  /** The status is that of a result, and so are the events before it. */
  @Test
  void exercise_whoseStreamEndsInARefusal_fails() {
    HttpHandler streaming =
        new Answering(PracticeServer.FOLLOW, "data: " + PROGRESS + "\n\ndata: " + REFUSAL + "\n\n");
    assertThatThrownBy(() -> exerciseInFrontOf(streaming))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("answered `follow` with what is not a result");
  }

  /** The gateway withholds what is not as the tool's schema has it. */
  @Test
  void exercise_whoseGatewayRefusesAResult_fails() {
    HttpHandler wrong = new Answering(PracticeServer.REPORT, OTHER_SHAPE);
    assertThatThrownBy(() -> exerciseInFrontOf(wrong))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("answered `report` with what is not a result");
  }

  /** With nothing in front of the server, what a rule denies is answered. */
  @Test
  void client_thatGetsAnAnswerWhereARefusalIsDue_fails() throws Exception {
    try (DemoListener server = DemoListener.start(0, new PracticeServer());
        HttpEngine engine = HttpEngine.start(1);
        HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system())) {
      Configuration any =
          Configurations.of("data: data\nservers: {demo: {url: " + server.url() + "}}");
      var nowhere = InetSocketAddress.createUnresolved("localhost", 1);
      Welcome welcome = new Welcome(any, nowhere, Optional.empty(), List.of());
      Destination gate = Destination.of(URI.create(server.url()));
      PracticeClient client = new PracticeClient(pool, gate, "none", welcome);

      assertThatThrownBy(() -> client.round(1))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("answered `add` with what is not a refusal");
    }
  }

  private void exerciseInFrontOf(HttpHandler server) throws Exception {
    Terminal terminal = Ran.terminal(new StringWriter(), err, directory, Map.of());
    var _ = new ExerciseCommand(terminal, Application.elsewhere(), server).call();
  }

  /** The practice server, which answers one thing otherwise. */
  private record Answering(String what, String otherwise) implements HttpHandler {
    private static final HttpHandler USUAL = new PracticeServer();

    @Override
    public void handle(HttpRequest request, HttpReply reply) throws Exception {
      String asked = new String(request.body(), UTF_8);
      if (!asked.contains("\"" + what + "\"")) {
        USUAL.handle(request, reply);
        return;
      }
      String id =
          ((JsonObject) JsonReader.read(request.body(), JsonLimits.defaults()))
              .get("id")
              .orElseThrow()
              .toString();
      String type = otherwise.startsWith("data:") ? "text/event-stream" : "application/json";
      reply.send(
          200, HttpFields.of("content-type", type), otherwise.replace("ID", id).getBytes(UTF_8));
    }
  }
}
