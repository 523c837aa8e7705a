package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a real terminal, which {@code script} of util-linux makes: what it prints, its keys.
 */
final class Pty implements AutoCloseable {
  private static final Pattern PROMPT = Pattern.compile("you(\\u001b\\[[0-9;]*m| \\[[^]]*])*> ");

  private final Process script;
  private final StringBuilder printed = new StringBuilder();
  private final Thread reading;
  private int seen;

  private Pty(Process script) {
    this.script = script;
    this.reading = Thread.ofVirtual().start(this::read);
  }

  /** Runs these words of a shell, in a terminal of 100 columns. */
  static Pty run(Path directory, Map<String, String> environment, String words) throws IOException {
    Path file = Files.writeString(directory.resolve("run.sh"), "stty cols 100 rows 40\n" + words);
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", "exec sh " + file, "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("TERM", "xterm");
    builder.environment().putAll(environment);
    return new Pty(builder.start());
  }

  private void read() {
    try (InputStream in = script.getInputStream()) {
      byte[] some = new byte[8_192];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        append(new String(some, 0, count, StandardCharsets.UTF_8));
      }
    } catch (IOException gone) {
      append("(the terminal went away)");
    }
  }

  private synchronized void append(String text) {
    printed.append(text);
  }

  /** All that was printed by now, what commands a terminal included. */
  synchronized String printed() {
    return printed.toString();
  }

  /** Returns once that is printed, after what was waited for before. */
  void awaits(String text) {
    awaits(Pattern.compile(Pattern.quote(text)));
  }

  /** Returns once a request may be typed, whatever labels are in the prompt. */
  void awaitsPrompt() {
    awaits(PROMPT);
  }

  private void awaits(Pattern text) {
    try {
      Eventually.holds("printed: " + text, () -> found(text).isPresent() || !script.isAlive());
    } catch (AssertionError late) {
      String soFar = printed();
      throw new AssertionError(late.getMessage() + "; but " + soFar + "\n" + doing(), late);
    }
    seen = found(text).orElseThrow(() -> new AssertionError(text + " is not in " + printed()));
  }

  /** What the program waits for, as the JVM says it, and which signals have come to it. */
  private String doing() {
    StringBuilder all = new StringBuilder();
    for (ProcessHandle process : script.descendants().toList()) {
      try {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("Sig") || line.startsWith("Shd"))
            .forEach(line -> all.append(line).append('\n'));
        var _ =
            new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
        Eventually.holds("a dump of its threads", () -> printed().contains("JNI global refs"));
      } catch (IOException | InterruptedException | AssertionError gone) {
        all.append(gone);
      }
    }
    return all + printed();
  }

  /** Where it ends, after what was waited for before. */
  private Optional<Integer> found(Pattern text) {
    Matcher matcher = text.matcher(printed());
    return matcher.find(seen) ? Optional.of(matcher.end()) : Optional.empty();
  }

  void type(String keys) throws IOException {
    script.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
    script.getOutputStream().flush();
  }

  /** Its exit code, once it has ended. */
  int ended() throws InterruptedException {
    assertThat(script.waitFor(60, TimeUnit.SECONDS)).as("it ends; %s", printed()).isTrue();
    reading.join();
    return script.exitValue();
  }

  @Override
  public void close() {
    List.copyOf(script.descendants().toList()).forEach(ProcessHandle::destroyForcibly);
    script.destroyForcibly();
  }
}
