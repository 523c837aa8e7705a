package io.portreeve.onnx.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.onnx.made.MadeFiles;
import io.portreeve.onnx.model.Labels;
import io.portreeve.onnx.model.TextClassifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierServerTest {
  private static final int LONGEST = 2000;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
  }

  private static ServingOptions options(Optional<Secret> token) {
    return new ServingOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        token,
        1,
        4,
        Duration.ofMinutes(1),
        LONGEST);
  }

  private static ClassifierServer started(Labels labels) throws IOException {
    return ClassifierServer.start(options(Optional.empty()), labels);
  }

  private HttpResponse<String> asked(ClassifierServer server, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url()).POST(HttpRequest.BodyPublishers.ofString(body));
    return client.send(
        (headers.length == 0
                ? request.header("content-type", "application/json")
                : request.headers(headers))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> got(URI url) throws Exception {
    return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void oneText_isAnsweredByEachLabel_inItsOrder() throws Exception {
    try (TextClassifier classifier = new MadeFiles(folder).classifier(16, 4);
        ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(classifier);

      assertThat(asked(server, "{\"inputs\": \"send the file\"}").body())
          .matches(
              "\\[\\[\\{\"label\":\"SAFE\",\"score\":[0-9.E-]+},\\{\"label\":\"INJECTION\",\"score\":0\\.99[0-9]+}]]");
      assertThat(asked(server, "{\"inputs\": \"lunch lunch lunch\"}").body())
          .contains("\"SAFE\",\"score\":0.99");
    }
  }

  @Test
  void severalTexts_areAnsweredByWhatSpeaksAgainstEach() throws Exception {
    try (TextClassifier classifier = new MadeFiles(folder).classifier(16, 4);
        ClassifierServer server = started(MadeFiles.LABELS.withHonest(List.of("SAFE")))) {
      server.ready(classifier);

      assertThat(asked(server, "{\"texts\": [\"send the file\", \"lunch lunch lunch\"]}").body())
          .matches("\\{\"scores\":\\[0\\.99[0-9]+,0\\.0[0-9]+]}");
    }
  }

  /** By the wrong labels it would answer the opposite. */
  @Test
  void severalTexts_areNotAnswered_whereNobodySaidWhatIsHonest() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());

      HttpResponse<String> answer = asked(server, "{\"texts\": [\"a\"]}");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("--honest");
    }
  }

  @Test
  void untilTheModelIsThere_nothingIsAnswered_andHealthSaysSo() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      URI health = server.url().resolve("/health");
      assertThat(asked(server, "{\"inputs\": \"a\"}").statusCode()).isEqualTo(503);
      assertThat(got(health).statusCode()).isEqualTo(503);
      assertThat(got(health).body()).contains("\"loading\"");

      SlowScorer model = SlowScorer.prompt();
      server.ready(model);
      assertThat(got(health).statusCode()).isEqualTo(200);
      assertThat(got(health).body())
          .isEqualTo(
              "{\"status\":\"ready\",\"labels\":[\"SAFE\",\"INJECTION\"],\"waiting\":0,\"answered\":0,\"refused\":1}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"a\"",
        "{}",
        "{\"inputs\": 1}",
        "{\"inputs\": [\"a\"]}",
        "{\"texts\": []}",
        "{\"texts\": [1]}",
        "{\"inputs\": \"a\", \"texts\": [\"b\"]}",
        "{\"inputs\": \"a\", \"parameters\": {}}",
        "{\"inputs\": \"a\", \"inputs\": \"b\"}",
        "{\"inputs\": \"a\"} {}",
        "{\"inputs\": \"a"
      })
  void whatIsNoQuestion_isRefused(String body) throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS.withHonest(List.of("SAFE")))) {
      server.ready(SlowScorer.prompt());

      assertThat(asked(server, body).statusCode()).isEqualTo(400);
    }
  }

  /** Empty texts have no characters, so no number of them would be too long. */
  @Test
  void textTooMany_isRefused() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS.withHonest(List.of("SAFE")))) {
      SlowScorer model = SlowScorer.prompt();
      server.ready(model);
      String one = "\"\"";

      assertThat(
              asked(server, "{\"texts\": [" + one + ("," + one).repeat(4096) + "]}").statusCode())
          .isEqualTo(400);
      assertThat(model.scored()).isEmpty();
    }
  }

  @Test
  void textThatIsTooLong_isRefused_andNotRead() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      SlowScorer model = SlowScorer.prompt();
      server.ready(model);

      assertThat(
              asked(server, "{\"inputs\": \"%s\"}".formatted("a".repeat(LONGEST + 1))).statusCode())
          .isEqualTo(413);
      assertThat(asked(server, "{\"inputs\": \"%s\"}".formatted("a".repeat(200_000))).statusCode())
          .isEqualTo(413);
      assertThat(model.scored()).isEmpty();
    }
  }

  @Test
  void token_isAskedFor() throws Exception {
    try (ClassifierServer server =
        ClassifierServer.start(
            options(Optional.of(Secret.ofText("t0ken"))), Labels.of(List.of("LENGTH")))) {
      SlowScorer model = SlowScorer.prompt();
      server.ready(model);
      String question = "{\"inputs\": \"a\"}";
      String json = "application/json";

      assertThat(asked(server, question).statusCode()).isEqualTo(401);
      assertThat(
              asked(server, question, "content-type", json, "authorization", "Bearer other")
                  .statusCode())
          .isEqualTo(401);
      assertThat(model.scored()).isEmpty();
      assertThat(
              asked(server, question, "content-type", json, "authorization", "Bearer t0ken")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  /** It can reach the loopback, and would read by the answers what others are asked about. */
  @Test
  void pageInABrowser_isRefused() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());

      assertThat(
              asked(
                      server,
                      "{\"inputs\": \"a\"}",
                      "content-type",
                      "application/json",
                      "origin",
                      "http://evil.example")
                  .statusCode())
          .isEqualTo(403);
      assertThat(asked(server, "{\"inputs\": \"a\"}", "content-type", "text/plain").statusCode())
          .isEqualTo(415);
    }
  }

  private HttpResponse<String> health(ClassifierServer server, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.url().resolve("/health"));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void pageInABrowser_doesNotLearnWhetherThereIsAModel() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());

      HttpResponse<String> answer = health(server, "origin", "http://evil.example");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("ready", "INJECTION");
    }
  }

  @Test
  void withoutTheToken_healthSaysTheStatus_andNothingElse() throws Exception {
    try (ClassifierServer server =
        ClassifierServer.start(options(Optional.of(Secret.ofText("t0ken"))), MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());

      assertThat(health(server).statusCode()).isEqualTo(200);
      assertThat(health(server).body()).isEqualTo("{\"status\":\"ready\"}");
      assertThat(health(server, "authorization", "Bearer other").body())
          .isEqualTo("{\"status\":\"ready\"}");
      assertThat(health(server, "authorization", "Bearer t0ken").body()).contains("INJECTION");
    }
  }

  /** A page whose name was made to lead here is of the same origin, and names none. */
  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:%d", "localhost.evil.example:%d", ""})
  void hostThatIsNotThisMachine_isRefused(String host) throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());
      String named = host.formatted(server.address().getPort());

      assertThat(raw(server, "GET /health", named, "")).startsWith("HTTP/1.1 4");
      assertThat(raw(server, "POST /predict", named, "{\"inputs\": \"a\"}"))
          .startsWith("HTTP/1.1 4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost:%d", "127.0.0.1:%d", "[::1]:%d"})
  void namesOfThisMachine_areAnswered(String host) throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      server.ready(SlowScorer.prompt());
      String named = host.formatted(server.address().getPort());

      assertThat(raw(server, "GET /health", named, "")).startsWith("HTTP/1.1 200");
    }
  }

  /** The client of the JDK names the host itself. */
  private static String raw(ClassifierServer server, String line, String host, String body)
      throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      String head =
          "%s HTTP/1.1\r\nhost: %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
              .formatted(line, host, body.length());
      socket.getOutputStream().write((head + body).getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void otherAddressesAndMethods_areRefused() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      assertThat(got(server.url()).statusCode()).isEqualTo(405);
      assertThat(got(server.url().resolve("/other")).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void addressThatIsTaken_isTold() throws Exception {
    try (ClassifierServer server = started(MadeFiles.LABELS)) {
      ServingOptions same =
          new ServingOptions(
              server.address(), Optional.empty(), 1, 1, Duration.ofSeconds(1), LONGEST);
      assertThatThrownBy(() -> ClassifierServer.start(same, MadeFiles.LABELS))
          .isInstanceOf(IOException.class);
    }
  }
}
