package io.portreeve.gateway.sandbox;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.gateway.recurring.Recurring;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the intruder, or another program, inside a sandbox or outside, and hears what becomes of it.
 */
final class Cell {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Means means;
  private final Queue<Incident> incidents = new ConcurrentLinkedQueue<>();

  Cell(Namespaces namespaces) {
    this.means = Means.with(namespaces);
  }

  /** What was told of all that ran here. */
  List<String> incidents() {
    return incidents.stream()
        .map(incident -> incident.reason().wire() + " " + incident.detail())
        .toList();
  }

  /** The intruder's last line, as free as we are; its temporary files lie in the folder. */
  static String free(Path folder, Object... words) throws IOException, InterruptedException {
    return said(started(intruder(words), folder));
  }

  /** The intruder's last line, confined to a profile. */
  String confined(Profile profile, Object... words) throws IOException, InterruptedException {
    Profile withClasses =
        new Profile(
            Stream.concat(profile.reads().stream(), Stream.of(classes())).toList(),
            profile.writes(),
            profile.closed(),
            profile.network(),
            profile.bounds(),
            profile.watched());
    return run(withClasses, intruder(words));
  }

  /** A program's last line, confined to a profile. */
  String run(Profile profile, ChildCommand command) throws IOException, InterruptedException {
    Sandbox sandbox =
        new Sandbox(profile, means, WayOut.untold(), (_, incident) -> incidents.add(incident));
    try (Confined confined = sandbox.enter(command, System.getenv(), "anna");
        Recurring _ = Recurring.start("looking", LOOK, confined::look)) {
      Process process = started(confined.command(), Path.of("/nowhere"));
      confined.started(process.pid());
      String said = said(process);
      confined.ended(process.waitFor());
      return said;
    }
  }

  /** A command of a shell, away from all that is ours. */
  static ChildCommand shell(String script) {
    return new ChildCommand(List.of("/bin/sh", "-c", script), Map.of(), Optional.of(Path.of("/")));
  }

  /** A call of the kernel, as the intruder reads it. */
  static String words(Call call, Object... arguments) throws IOException {
    return Stream.concat(Stream.of(Machine.ours().number(call)), Stream.of(arguments))
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static ChildCommand intruder(Object... words) throws IOException {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classes().toString(),
            Intruder.class.getName());
    return new ChildCommand(
        Stream.concat(java, Stream.of(words).map(Cell::hidden)).toList(),
        Map.of(),
        Optional.of(Path.of("/")));
  }

  /** Whoever looks for paths among the arguments, to grant them, finds none. */
  private static String hidden(Object word) {
    return word instanceof Path path ? ":" + path : word.toString();
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(Intruder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
  }

  static Process started(ChildCommand command, Path temporary) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.command());
    builder.environment().put("TMPDIR", temporary.toString());
    builder.environment().putAll(command.environment());
    builder.directory(command.directory().orElseThrow().toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  static String said(Process process) throws IOException, InterruptedException {
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int _ = process.waitFor();
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
