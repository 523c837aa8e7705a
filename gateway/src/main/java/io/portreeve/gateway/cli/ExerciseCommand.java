package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.sandbox.Starter;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does once, in a directory of its own, what a gateway does all day, what an AI application does at
 * its start, and what comes before a program that a gateway starts: the JVM records it for faster
 * starts.
 */
@Command(
    name = "exercise",
    hidden = true,
    description = "Start, answer a few requests and stop, so that the JVM can record a start.",
    footer = {"", "Example:", "  portreeve exercise"})
final class ExerciseCommand implements Callable<Integer> {
  /** The second start finds what the first has left, as nearly every start does. */
  private static final int STARTS = 2;

  private static final int ROUNDS = 20;
  private static final String RULE =
      "tools: [add], when: 'args.a < 1000 && !(\"guest\" in principal.roles)'";
  private static final int LONGEST_ANSWER = 1 << 20;

  /** How wide a terminal is in front of which somebody sits. */
  private static final int WIDTH = 80;

  private final Terminal terminal;
  private final Application application;

  ExerciseCommand(Terminal terminal, Application application) {
    this.terminal = terminal;
    this.application = application;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, StartFault, HttpFailure {
    Path directory = Files.createTempDirectory("portreeve-exercise");
    try (DemoListener demo = DemoListener.start(0)) {
      for (int start = 0; start < STARTS; start++) {
        exercise(configuration(directory, demo.url()));
      }
      converse(configuration(directory, demo.url()), demo.url());
    } finally {
      remove(directory);
    }
    boolean _ = Starter.ours().rehearse();
    return ExitCode.OK.number();
  }

  private Configuration configuration(Path directory, String url) {
    Overrides anyPort =
        new Overrides(Optional.of("127.0.0.1:0"), Optional.empty(), Optional.empty());
    return new Quickstart(directory, "demo", url, RULE).read(terminal, anyPort);
  }

  private void exercise(Configuration configuration)
      throws StartFault, InterruptedException, HttpFailure {
    try (Gateway gateway = Gateway.start(configuration, new SecretSource(terminal.environment()));
        HttpEngine engine = HttpEngine.start(1);
        HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system())) {
      String key = Quickstart.key(gateway, configuration.data());
      Welcome welcome = new Welcome(configuration, gateway.address(), Optional.of(key), List.of());
      Destination gate = Destination.of(URI.create(welcome.url()));
      for (int round = 0; round < ROUNDS; round++) {
        ask(pool, gate, key, welcome.request("tools/list", JsonObject.empty()), "");
        ask(pool, gate, key, welcome.request("tools/call", sum(round)), "add");
      }
    }
  }

  /**
   * Asks a model once that is none, and sits down once at a terminal that has ended. Where there is
   * no application, or somebody who could type into it, nothing is done.
   */
  private void converse(Configuration configuration, String nowhere) throws InterruptedException {
    if (terminal.attended()) {
      return;
    }
    try {
      for (Optional<String> message : List.of(Optional.of("Hello"), Optional.<String>empty())) {
        Terminal there = there(nowhere, message.isPresent() ? Integer.MAX_VALUE : WIDTH);
        Dialogue passing = new Dialogue.Passing();
        var _ =
            application.run(
                new Occasion(
                    there, configuration, true, message, Optional.empty(), true, passing, false));
      }
    } catch (CommandFailure none) {
      terminal.err().println("no application was exercised: " + none.getMessage());
    }
  }

  private Terminal there(String nowhere, int width) {
    Map<String, String> model =
        Map.of("OPENAI_API_KEY", "none", "OPENAI_BASE_URL", nowhere, "TERM", "dumb");
    return new Terminal(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        terminal.directory(),
        name -> Optional.ofNullable(model.get(name)),
        terminal.owner(),
        terminal.clock(),
        terminal.commands(),
        width,
        false);
  }

  private static JsonObject sum(int round) {
    return JsonObject.empty()
        .with("name", "add")
        .with("arguments", JsonObject.empty().with("a", round).with("b", 1));
  }

  private void ask(HttpPool pool, Destination gate, String key, JsonObject request, String name)
      throws HttpFailure, InterruptedException {
    HttpFields.Builder fields =
        HttpFields.builder()
            .add("authorization", "Bearer " + key)
            .add("content-type", "application/json")
            .add("accept", "application/json, text/event-stream")
            .add("mcp-protocol-version", Revision.LATEST.wire())
            .add("mcp-method", request.string("method").orElse(""));
    HttpFields all = name.isEmpty() ? fields.build() : fields.add("mcp-name", name).build();
    try (HttpResponse answer =
        pool.send(gate, HttpCall.of("POST", "/mcp", all, request.toBytes()))) {
      byte[] body = answer.body(LONGEST_ANSWER);
      if (answer.status() != 200) {
        throw new CommandFailure(
            ExitCode.FAULT,
            "the gateway answered " + answer.status() + " with " + body.length + " bytes",
            "report it");
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
