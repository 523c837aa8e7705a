package io.portreeve.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A model server on a free port of the loopback interface, which speaks three APIs at once, each at
 * its own path: {@code /v1/chat/completions}, {@code /v1/messages} and {@code /api/chat}, in
 * streams or whole, as it is asked to.
 *
 * <p>Streams come as real ones do, at their worst: text and arguments in pieces of a few
 * characters, bytes in chunks that end anywhere, pings and chunks of usage between.
 */
public final class ScriptedModel implements AutoCloseable {
  private final Function<ModelAsked, ModelTurn> mind;
  private final BlockingQueue<ModelAsked> asked = new LinkedBlockingQueue<>();
  private final ScriptedHttp http;

  private ScriptedModel(Function<ModelAsked, ModelTurn> mind) {
    this.mind = mind;
    this.http = ScriptedHttp.start(this::serve);
  }

  /** One that answers whatever that function makes of a request. */
  public static ScriptedModel thinking(Function<ModelAsked, ModelTurn> mind) {
    return new ScriptedModel(mind);
  }

  /** One that answers the first request with the first turn, and so on; then it fails with 500. */
  public static ScriptedModel saying(ModelTurn... turns) {
    Queue<ModelTurn> left = new ConcurrentLinkedQueue<>(List.of(turns));
    return new ScriptedModel(_ -> {
      ModelTurn next = left.poll();
      return next == null ? new ModelTurn.Fails(500, "the script is over", Map.of()) : next;
    });
  }

  /** Where clients of OpenAI's API start: all but {@code /chat/completions}. */
  public URI openAi() {
    return http.url("/v1");
  }

  /** Where clients of Anthropic's API start: all but {@code /messages}. */
  public URI anthropic() {
    return http.url("/v1");
  }

  /** Where clients of Ollama's API start: all but {@code /api/chat}. */
  public URI ollama() {
    return http.url("");
  }

  /** The next request that came in; fails the test if none comes. */
  public ModelAsked next() throws InterruptedException {
    ModelAsked next = asked.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the model was asked nothing more");
    }
    return next;
  }

  /** How many requests came in that nobody has looked at. */
  public int unseen() {
    return asked.size();
  }

  @Override
  public void close() {
    http.close();
  }

  private void serve(HttpAsked request, HttpWire wire) throws Exception {
    Dialect dialect = Dialect.of(request.target());
    if (dialect == null) {
      wire.json(404, "{\"error\":\"no such endpoint\"}");
      return;
    }
    ModelAsked question = dialect.read(request);
    asked.add(question);
    switch (mind.apply(question)) {
      case ModelTurn.Fails fails -> fail(fails, dialect, wire);
      case ModelTurn.Raw raw -> wire.whole(raw.status(), raw.type(), raw.body().getBytes(UTF_8));
      case Says says when question.streaming() -> stream(says, dialect.speech(), wire);
      case Says says -> wire.json(200, dialect.whole(says).toString());
    }
  }

  private static void fail(ModelTurn.Fails fails, Dialect dialect, HttpWire wire)
      throws IOException {
    wire.whole(
        fails.status(),
        "application/json",
        dialect.error(fails.status(), fails.message()).toString().getBytes(UTF_8),
        fails.fields().entrySet().stream()
            .map(field -> field.getKey() + ": " + field.getValue())
            .toArray(String[]::new));
  }

  private static void stream(Says says, Speech speech, HttpWire wire) throws Exception {
    Crumbs crumbs = new Crumbs(wire);
    wire.streamOf(speech.type());
    crumbs.write(speech.opening());
    for (ModelTurn.Part part : says.parts()) {
      switch (part) {
        case ModelTurn.Pause pause -> pause.until().await();
        case ModelTurn.Text text -> crumbs.write(speech.text(text.text()));
        case ModelTurn.Use use -> crumbs.write(speech.use(use));
      }
    }
    end(says, speech, crumbs, wire);
  }

  private static void end(Says says, Speech speech, Crumbs crumbs, HttpWire wire)
      throws IOException {
    switch (says.ending()) {
      case WHOLE, LENGTH, DECLINED, FAULT -> {
        crumbs.write(speech.closing(says));
        wire.end();
      }
      case UNFINISHED -> wire.end();
      case HANG_UP -> wire.hangUp();
      case SILENCE -> wire.awaitHangUp();
      case ENDLESS -> forever(speech, wire);
    }
  }

  /** Ends with the exception that says that nobody reads any more. */
  private static void forever(Speech speech, HttpWire wire) throws IOException {
    String again = speech.text("and again ".repeat(400));
    while (true) {
      wire.chunk(again);
    }
  }
}
