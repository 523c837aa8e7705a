package io.portreeve.onnx.cli;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.onnx.model.Activation;
import io.portreeve.onnx.model.Labels;
import io.portreeve.onnx.model.ModelSettings;
import io.portreeve.onnx.model.NativeCode;
import io.portreeve.onnx.model.TextClassifier;
import io.portreeve.onnx.model.Unusable;
import io.portreeve.onnx.serving.ClassifierServer;
import io.portreeve.onnx.serving.ServingOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code onnx/serve} is told, and what it does. */
@Command(
    name = "onnx/serve",
    description =
        "Serves a classifier of texts, a model of yours in the form of ONNX, to the gateway on this"
            + " machine.",
    sortOptions = false,
    exitCodeOnInvalidInput = 2,
    footer = {
      "",
      "Example: onnx/serve --model model.onnx --tokenizer tokenizer.json --labels SAFE,INJECTION",
      "Exit status: 1 a file cannot be used or the address not be had, 2 wrong usage; it serves",
      "until it is stopped, which ends it with 130 or 143.",
      "What to write in the gateway's configuration, and what it costs: docs/guardrails.md"
    })
final class ServeCommand implements Callable<Integer> {
  private static final int UNUSABLE = 1;
  private static final int MISUSED = 2;
  private static final int MANY = 10_000;
  private static final int LONG = 1 << 20;

  /** Bytes of the heap that are there before anybody asks. */
  private static final long OURS = 24L << 20;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "The graph, exported for text classification.")
  private Path model = Path.of("");

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "FILE",
      description = "Its tokenizer.json.")
  private Path tokenizer = Path.of("");

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "LABELS",
      hideParamSyntax = true,
      description = "What its numbers stand for, in their order, with commas between.")
  private List<String> labels = List.of();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Its config.json, which names the labels in id2label; instead of --labels.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--honest",
      split = ",",
      paramLabel = "LABELS",
      hideParamSyntax = true,
      description = "Those that speak for a text; needed where the gateway's form is scores.")
  private List<String> honest = List.of();

  @Option(
      names = "--activation",
      paramLabel = "WHAT",
      description = "softmax (the default), sigmoid, or none where the graph gives scores.")
  private Activation activation = Activation.SOFTMAX;

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Tokens that it reads at once: 512 unless you say so.")
  private int window = 512;

  @Option(
      names = "--overlap",
      paramLabel = "N",
      description = "How many of them each window of a longer text shares with the last: 64.")
  private int overlap = 64;

  @Option(names = "--port", paramLabel = "N", description = "8601; 0 for any free one.")
  private int port = 8601;

  @Option(names = "--address", paramLabel = "ADDRESS", description = "Of this machine: 127.0.0.1.")
  private String address = "127.0.0.1";

  @Option(
      names = "--insecure-any-address",
      description = "Let others than this machine ask, in clear; they must show the token.")
  private boolean anyAddress;

  @Option(
      names = "--token",
      paramLabel = "REFERENCE",
      description =
          "Where a token lies that askers must show: env:NAME or file:PATH, as in the gateway's"
              + " configuration.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "How many questions are worked on at once: 1.")
  private int workers = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that work on one of them: as many as there are processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "How many questions may wait: 32; one more is refused.")
  private int queue = 32;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "What is not answered in that is refused: 4s. Less than the gateway's.")
  private Duration timeout = Duration.ofSeconds(4);

  @Option(
      names = "--longest",
      paramLabel = "N",
      description = "How many characters a question may have: 262144.")
  private int longest = 256 * 1024;

  @Option(
      names = "--natives",
      paramLabel = "FOLDER",
      description = "Where native code is unpacked while it starts; nobody else may use it.")
  private Path natives = Path.of(System.getProperty("user.home"), ".cache", "portreeve-onnx");

  private final PrintStream out;
  private final PrintStream err;

  ServeCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<String> wrong = misuse();
    if (wrong.isPresent()) {
      tell(wrong.get());
      return MISUSED;
    }
    try {
      Labels named = honest.isEmpty() ? named() : named().withHonest(honest);
      ServingOptions options = new ServingOptions(at(), secret(), workers, queue, timeout, longest);
      ModelSettings settings =
          new ModelSettings(model, tokenizer, named, activation, window, overlap, threads);
      Optional<String> tooMuch = tooMuch(options, settings);
      if (tooMuch.isPresent()) {
        tell(tooMuch.get());
        return MISUSED;
      }
      try (ClassifierServer server = ClassifierServer.start(options, named)) {
        serve(server, settings);
      }
      return 0;
    } catch (Unusable | SecretUnavailable unusable) {
      tell(String.valueOf(unusable.getMessage()));
    } catch (IOException taken) {
      tell("cannot listen at %s:%d (%s): choose another --port".formatted(address, port, taken));
    }
    return UNUSABLE;
  }

  /** Texts that strangers write must not be able to fill the heap, which would end the process. */
  private Optional<String> tooMuch(ServingOptions options, ModelSettings settings) {
    long most = OURS + options.heap() + workers * settings.heap();
    long heap = Runtime.getRuntime().maxMemory();
    return most <= heap
        ? Optional.empty()
        : Optional.of(
            "texts could take %d MB of the heap, and it has %d: less of --workers, --queue, --longest or --window, or PORTREEVE_ONNX_JAVA_OPTS=-Xmx%dm"
                .formatted(most >> 20, heap >> 20, (most >> 20) * 5 / 4));
  }

  private void serve(ClassifierServer server, ModelSettings settings)
      throws Unusable, InterruptedException {
    long begun = System.nanoTime();
    NativeCode.load(natives);
    try (TextClassifier classifier = TextClassifier.load(settings, step -> tell(step + " ..."))) {
      server.ready(classifier);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      tell(
          "ready after %d ms: labels %s, %d at once with %d threads each"
              .formatted(took.toMillis(), settings.labels().names(), workers, threads));
      out.println(server.url());
      out.flush();
      untilAskedToEnd(server);
    }
  }

  /** Ends with the process: what is being asked is still answered. */
  private void untilAskedToEnd(ClassifierServer server) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              asked.countDown();
              awaitQuietly(done);
            }));
    try {
      asked.await();
      tell("stopping");
      server.drain();
    } finally {
      done.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> misuse() {
    if (labels.isEmpty() == config.isEmpty()) {
      return Optional.of("name the labels with --labels or with --config, one of them");
    }
    if (Math.min(Math.min(workers, threads), queue) < 1 || window < 8 || overlap < 0) {
      return Optional.of(
          "--workers, --threads and --queue are 1 at least, --window 8, --overlap 0");
    }
    if (Math.max(Math.max(workers, threads), queue) > MANY || window > LONG) {
      return Optional.of(
          "--workers, --threads and --queue are %d at most, --window %d".formatted(MANY, LONG));
    }
    if (longest < 1 || longest > 2 * 1024 * 1024) {
      return Optional.of("--longest is from 1 to 2097152");
    }
    if (port < 0 || port > 65_535) {
      return Optional.of("--port is from 0 to 65535");
    }
    return Optional.empty();
  }

  private Labels named() throws Unusable {
    return config.isPresent() ? Labels.ofConfiguration(config.get()) : Labels.of(labels);
  }

  private Optional<Secret> secret() {
    return token.map(SecretSource.ofProcess()::resolve);
  }

  private InetSocketAddress at() throws Unusable {
    try {
      InetAddress resolved = InetAddress.getByName(address);
      if (!resolved.isLoopbackAddress() && !anyAddress) {
        throw new Unusable(
            address
                + " is not of this machine alone: texts would cross a network in clear; have"
                + " what speaks TLS ask 127.0.0.1, or say --insecure-any-address");
      }
      if (!resolved.isLoopbackAddress() && token.isEmpty()) {
        throw new Unusable("where others may ask, they must show a token: name one with --token");
      }
      return new InetSocketAddress(resolved, port);
    } catch (UnknownHostException unknown) {
      throw new Unusable(address + " is no address: use --address 127.0.0.1", unknown);
    }
  }

  private void tell(String text) {
    err.println("onnx: " + text);
  }
}
