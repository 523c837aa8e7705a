package io.portreeve.laws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A project directory in which only the launcher is real. It wants a Java that no machine has, so
 * that no JDK of this machine is found by chance; the build is a script that writes a libraries
 * directory, and can be held or made to fail.
 */
final class PaperHouse {
  private static final String BUILD =
      """
      #!/bin/sh
      echo build >>builds
      echo '[INFO] Building portreeve-mcp 1 [1/2]'
      : >begun
      while [ -f hold ]; do sleep 0.05; done
      if [ -f fail ]; then cat fail; exit 1; fi
      for argument; do
        case $argument in -Dportreeve.assembly=*) assembly=${argument#*=} ;; esac
      done
      mkdir -p "$assembly/lib"
      : >"$assembly/lib/portreeve-gateway.jar"
      echo '[INFO] Building portreeve-gateway 1 [2/2]'
      echo '[INFO] BUILD SUCCESS'
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=*)
            echo training >>"@ROOT@/trainings"
            [ -f "@ROOT@/no-training" ] || : >"${argument#*=}"
            exit 0 ;;
        esac
      done
      printf '%s\\n' "$@"
      """;

  private final Path root;
  private final Map<String, String> environment = new TreeMap<>();

  PaperHouse(Path root, String launcher) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
    script(launcher(), launcher.replace("wanted=25", "wanted=999"));
    script(root.resolve("mvnw"), BUILD);
    Files.createDirectories(source().getParent());
    Files.writeString(source(), "class Source {}");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    setJavaHome(jdk(root.resolve("jdk"), "999.0.1+7"));
    with("HOME", Files.createDirectories(userHome()).toString());
  }

  Path root() {
    return root;
  }

  Path launcher() {
    return root.resolve("portreeve");
  }

  Path source() {
    return root.resolve("mcp/src/main/java/Source.java");
  }

  Path app() {
    return root.resolve("dist/target/run/portreeve");
  }

  Path userHome() {
    return root.resolve("home");
  }

  /** A JDK that says what it was asked to run. */
  Path jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Paper\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), JAVA.replace("@ROOT@", root.toString()));
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  void setJavaHome(Path home) {
    environment.put("JAVA_HOME", home.toString());
  }

  PaperHouse with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  void holdBuilds() throws IOException {
    Files.writeString(root.resolve("hold"), "");
  }

  void letBuildsGo() throws IOException {
    Files.delete(root.resolve("hold"));
  }

  void letBuildsFail(String message) throws IOException {
    Files.writeString(root.resolve("fail"), message + "\n");
  }

  void letBuildsSucceed() throws IOException {
    Files.delete(root.resolve("fail"));
  }

  void letTrainingFail() throws IOException {
    Files.writeString(root.resolve("no-training"), "");
  }

  void makeStale() throws IOException {
    Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(5)));
  }

  void lockFor(long process) throws IOException {
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(Long.toString(process)));
  }

  boolean isLocked() {
    return Files.exists(lock(), LinkOption.NOFOLLOW_LINKS);
  }

  long builds() throws IOException {
    return lines("builds");
  }

  long trainings() throws IOException {
    return lines("trainings");
  }

  /** Runs the launcher to its end. */
  Run launch(String... arguments) throws Exception {
    return start(arguments).finish();
  }

  Run launchFrom(Path directory, String launcher, String... arguments) throws Exception {
    return new Start(directory, command(launcher, arguments), false).finish();
  }

  /** Starts the launcher on a terminal, to which it says everything. */
  Start startOnATerminal(String argument) throws IOException {
    return new Start(
        root,
        System.getProperty("os.name").startsWith("Mac")
            ? List.of("script", "-q", "/dev/null", launcher().toString(), argument)
            : List.of("script", "-qec", "'" + launcher() + "' " + argument, "/dev/null"),
        true);
  }

  private static List<String> command(String launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts the launcher and leaves it running. */
  Start start(String... arguments) throws IOException {
    return new Start(root, command(launcher().toString(), arguments), false);
  }

  private Path lock() {
    return root.resolve("dist/target/run/lock");
  }

  private long lines(String file) throws IOException {
    Path path = root.resolve(file);
    return Files.exists(path) ? Files.readAllLines(path).size() : 0;
  }

  private static void script(Path path, String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a start of the launcher came to. */
  record Run(int exit, String out, String err) {}

  /** A start of the launcher that may still be running. */
  final class Start {
    private final Process process;
    private final CompletableFuture<String> out;
    private final CompletableFuture<Void> errEnded;
    private final Queue<String> err = new ConcurrentLinkedQueue<>();

    /**
     * Starts it.
     *
     * @param together whether what it says to standard output is told as what it says to the other
     */
    private Start(Path directory, List<String> command, boolean together) throws IOException {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("PATH", "/usr/bin:/bin");
      process = builder.start();
      out =
          CompletableFuture.supplyAsync(
              () -> together ? told(process.inputReader(UTF_8)) : read(process.inputReader(UTF_8)),
              Thread::startVirtualThread);
      errEnded =
          CompletableFuture.runAsync(
              () -> collect(process.errorReader(UTF_8)), Thread::startVirtualThread);
    }

    void awaitBuildBegun() {
      awaitThat("the build has begun", () -> Files.exists(root.resolve("begun")));
    }

    void awaitErr(String text) {
      awaitThat("told: " + text, () -> err.stream().anyMatch(line -> line.contains(text)));
    }

    void terminate() {
      process.toHandle().destroy(); // Process.destroy would also close the streams we read
    }

    Run finish() throws Exception {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the launcher ends").isTrue();
      errEnded.get(60, TimeUnit.SECONDS);
      return new Run(process.exitValue(), out.get(60, TimeUnit.SECONDS), String.join("\n", err));
    }

    private void awaitThat(String what, BooleanSupplier condition) {
      Eventually.holds(
          what,
          () -> {
            boolean alive = process.isAlive();
            boolean held = condition.getAsBoolean();
            assertThat(held || alive).as("ended before it held: " + what).isTrue();
            return held;
          });
    }

    private String told(BufferedReader reader) {
      collect(reader);
      return "";
    }

    private void collect(BufferedReader reader) {
      try (Stream<String> lines = reader.lines()) {
        lines.forEach(err::add);
      }
    }

    private static String read(BufferedReader reader) {
      try (reader) {
        return reader.readAllAsString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
