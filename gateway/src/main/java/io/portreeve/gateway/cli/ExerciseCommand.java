package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Overrides;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.sandbox.Starter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does once, in a directory of its own, what a gateway does all day, what an AI application does at
 * its start, and what comes before a program that a gateway starts: the JVM records it, for faster
 * starts and for what it compiles in the first minutes.
 */
@Command(
    name = "exercise",
    hidden = true,
    description = "Start, answer a few requests and stop, so that the JVM can record a start.",
    footer = {"", "Example:", "  portreeve exercise"})
final class ExerciseCommand implements Callable<Integer> {
  /** By then the JVM has seen enough of what runs often to compile it well from the first. */
  private static final int ROUNDS = 40;

  private static final int CALLS = 20;
  private static final String RULE =
      "tools: [add, report, follow], when: 'args.a < 1000 && !(\"guest\" in principal.roles)'";

  /** How wide a terminal is in front of which somebody sits. */
  private static final int WIDTH = 80;

  private final Terminal terminal;
  private final Application application;
  private final HttpHandler server;

  ExerciseCommand(Terminal terminal, Application application) {
    this(terminal, application, new PracticeServer());
  }

  ExerciseCommand(Terminal terminal, Application application, HttpHandler server) {
    this.terminal = terminal;
    this.application = application;
    this.server = server;
  }

  @Override
  public Integer call()
      throws IOException, InterruptedException, StartFault, HttpFailure, GeneralSecurityException {
    Path directory = Files.createTempDirectory("portreeve-exercise");
    try (DemoListener demo = DemoListener.start(0, server)) {
      // The second start finds what the first has left, as nearly every start does.
      exercise(configuration(directory, demo.url(), Overlay.NONE), TlsClient.platform());
      PracticeTls tls = PracticeTls.in(directory);
      exercise(configuration(directory, demo.url(), (file, _) -> tls.over(file)), tls.client());
      converse(configuration(directory, demo.url(), Overlay.NONE), demo.url());
    } finally {
      remove(directory);
    }
    boolean _ = Starter.ours().rehearse();
    return ExitCode.OK.number();
  }

  private Configuration configuration(Path directory, String url, Overlay over) {
    Overrides anyPort =
        new Overrides(Optional.of("127.0.0.1:0"), Optional.empty(), Optional.empty());
    return new Quickstart(directory, "demo", url, RULE)
        .read(terminal, (file, problems) -> over.over(anyPort.over(file, problems), problems));
  }

  private void exercise(Configuration configuration, TlsClient tls)
      throws StartFault, InterruptedException, HttpFailure {
    try (Gateway gateway = Gateway.start(configuration, new SecretSource(terminal.environment()));
        HttpEngine engine = HttpEngine.start(1);
        HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system())) {
      String key = Quickstart.key(gateway, configuration.data());
      Welcome welcome = new Welcome(configuration, gateway.address(), Optional.of(key), List.of());
      Destination gate = Destination.of(URI.create(welcome.url()), tls);
      PracticeClient client = new PracticeClient(pool, gate, key, welcome);
      for (int round = 0; round < ROUNDS; round++) {
        client.round(round);
      }
      client.session(CALLS);
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

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
