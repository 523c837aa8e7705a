package io.portreeve.agent.langchain4j;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.EverLonger;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ModelTurn.Ending;
import io.portreeve.testkit.model.ScriptedModel;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong with whoever serves a model, and that no more than its own answer is lost. */
class ModelFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, REFUSED",
    "400, REFUSED",
    "413, REFUSED",
    "429, LIMITED",
    "500, LIMITED",
    "529, LIMITED",
    "503, LIMITED"
  })
  void status_isToldByItsKind_withTheWordsOfTheService(int status, Kind kind) {
    for (Provider provider : Provider.values()) {
      ModelFailure failure = failure(provider, ModelTurn.fails(status));
      assertThat(failure.kind()).as(provider.name()).isEqualTo(kind);
      assertThat(failure)
          .hasMessageContaining("HTTP " + status)
          .hasMessageContaining("scripted failure " + status);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wordsOfTheService_areOneLine_withoutTheKey(Provider provider) {
    String words = "bad key " + Scripts.KEY + "\n\u001b[2J\u202egnp " + "x".repeat(1000);
    ModelFailure failure = failure(provider, new ModelTurn.Fails(401, words, Map.of()));
    assertThat(failure.getMessage())
        .contains("bad key [key]")
        .doesNotContain(Scripts.KEY, "\n", "\u001b", "\u202e")
        .hasSizeLessThan(450);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(Scripts.KEY);
  }

  @ParameterizedTest
  @EnumSource
  void errorAmidTheStream_isNoAnswer(Provider provider) {
    ModelFailure failure = failure(provider, ModelTurn.says("So far").ending(Ending.FAULT));
    assertThat(failure).hasMessageStartingWith("The model broke off: ");
  }

  @ParameterizedTest
  @EnumSource
  void answerThatBreaksOff_isNoAnswer(Provider provider) {
    ModelFailure failure =
        failure(provider, ModelTurn.says("half").use("look", "{}").ending(Ending.HANG_UP));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource
  void answerThatEndsWithoutAWordOfItsEnd_isNoAnswer(Provider provider) {
    ModelFailure failure =
        failure(provider, ModelTurn.says("half").use("look", "{}").ending(Ending.UNFINISHED));
    assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource
  void garbage_isNoAnswer(Provider provider) {
    assertThat(failure(provider, ModelTurn.garbage()).kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(failure(provider, new ModelTurn.Raw(200, "text/html", "")).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @ParameterizedTest
  @EnumSource
  void answerWithoutEnd_isCutAtItsSize(Provider provider) {
    AnswerLimits small =
        new AnswerLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 50_000, 100);
    AtomicInteger heard = new AtomicInteger();
    try (ScriptedModel server = ScriptedModel.saying(ModelTurn.says("so").ending(Ending.ENDLESS))) {
      Model model = Scripts.model(provider, server, small);
      ModelFailure failure =
          catchThrowableOfType(
              ModelFailure.class,
              () -> model.ask(Scripts.hello(), piece -> heard.addAndGet(piece.length())));
      assertThat(failure.kind()).isEqualTo(Kind.UNREADABLE);
      assertThat(failure).hasMessage("The model's answer has more than 50000 bytes.");
      assertThat(heard).hasPositiveValue().hasValueLessThan(50_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void silence_isGivenUp(Provider provider) throws Exception {
    EverLonger.untilInTime(limit -> {
      ModelFailure failure =
          failure(
              provider,
              ModelTurn.says("so").ending(Ending.SILENCE),
              new AnswerLimits(limit, Duration.ofMinutes(5), 50_000, 100));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      return String.valueOf(failure.getMessage()).startsWith("Nothing came from the model for ");
    });
  }

  @ParameterizedTest
  @EnumSource
  void answerThatIsNeverSilent_isGivenUpWhenItsTimeIsOver(Provider provider) throws Exception {
    try (ScriptedHttp server = ScriptedHttp.start((_, wire) -> blanksForEver(wire))) {
      EverLonger.untilInTime(limit -> {
        AnswerLimits limits = new AnswerLimits(limit, limit, Integer.MAX_VALUE, 100);
        Model model = ModelClients.of(Scripts.served(provider, server.url(""), limits));
        ModelFailure failure =
            catchThrowableOfType(ModelFailure.class, () -> model.ask(Scripts.hello(), _ -> {}));
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        return String.valueOf(failure.getMessage())
            .startsWith("The model's answer was not whole within ");
      });
    }
  }

  private static void blanksForEver(HttpWire wire) throws IOException {
    wire.stream();
    while (true) {
      wire.chunk("\n".repeat(100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void interrupt_endsTheWait_andTheRequest(Provider provider) throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    CompletableFuture<String> heard = new CompletableFuture<>();
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    try (ScriptedHttp server =
        ScriptedHttp.start((_, wire) -> {
          wire.streamOf("text/event-stream");
          wire.chunk(firstWord(provider));
          wire.awaitHangUp();
          gone.complete(true);
        })) {
      Model model = ModelClients.of(Scripts.served(provider, server.url(""), AnswerLimits.usual()));
      Thread asking =
          Thread.ofVirtual()
              .start(() ->
                  ended.complete(
                      catchThrowable(() -> model.ask(Scripts.hello(), heard::complete))));
      heard.get(1, TimeUnit.MINUTES);
      Eventually.waits(asking);
      asking.interrupt();
      assertThat(ended.get(1, TimeUnit.MINUTES)).isInstanceOf(InterruptedException.class);
      assertThat(gone.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void addressWhereNobodyListens_isUnreachable(Provider provider) throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      Model model = ModelClients.of(Scripts.served(provider, nobody.url(""), AnswerLimits.usual()));
      ModelFailure failure =
          catchThrowableOfType(ModelFailure.class, () -> model.ask(Scripts.hello(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure)
          .hasMessage(
              "The model's service at " + nobody.url("").getAuthority() + " cannot be reached.");
    }
  }

  @Test
  void serviceThatSpeaksNoTls_isNotTrusted() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greet(plain));
      URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort());
      Model model = ModelClients.of(Scripts.served(Provider.OPENAI, url, AnswerLimits.usual()));
      ModelFailure failure =
          catchThrowableOfType(ModelFailure.class, () -> model.ask(Scripts.hello(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(failure)
          .hasMessageMatching(
              "The model's service at 127\\.0\\.0\\.1:[0-9]+ cannot be trusted: TLS with it failed\\.");
    }
  }

  private static void greet(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @ParameterizedTest
  @EnumSource
  void redirect_isNotFollowed_withTheKey(Provider provider) throws Exception {
    try (ScriptedHttp thief = ScriptedHttp.start((_, wire) -> wire.json(200, "{}"));
        ScriptedHttp server =
            ScriptedHttp.start(
                (_, wire) -> wire.empty(307, "Location: " + thief.url("/v1/messages")))) {
      Model model = ModelClients.of(Scripts.served(provider, server.url(""), AnswerLimits.usual()));
      ModelFailure failure =
          catchThrowableOfType(ModelFailure.class, () -> model.ask(Scripts.hello(), _ -> {}));
      assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
      assertThat(failure).hasMessageContaining("correct the URL");
      HttpAsked first = server.next();
      assertThat(first.fields().toString()).contains(Scripts.KEY);
      assertThat(thief.rest()).isEmpty();
    }
  }

  private static String firstWord(Provider provider) {
    return switch (provider) {
      case OPENAI -> "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
      case ANTHROPIC ->
          "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,"
              + "\"content_block\":{\"type\":\"text\",\"text\":\"Hi\"}}\n\n";
      case OLLAMA -> "{\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"done\":false}\n";
    };
  }

  private static ModelFailure failure(Provider provider, ModelTurn turn) {
    return failure(provider, turn, AnswerLimits.usual());
  }

  private static ModelFailure failure(Provider provider, ModelTurn turn, AnswerLimits limits) {
    try (ScriptedModel server = ScriptedModel.saying(turn)) {
      Model model = Scripts.model(provider, server, limits);
      return catchThrowableOfType(ModelFailure.class, () -> model.ask(Scripts.hello(), _ -> {}));
    }
  }
}
