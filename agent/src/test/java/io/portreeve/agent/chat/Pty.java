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
import java.util.concurrent.TimeUnit;

/**
 * A program in a real terminal, which {@code script} of util-linux makes: what it prints, its keys.
 */
final class Pty implements AutoCloseable {
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
    try {
      Eventually.holds(
          "printed: " + text, () -> printed().indexOf(text, seen) >= 0 || !script.isAlive());
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + "; but " + printed(), late);
    }
    assertThat(printed().substring(seen)).contains(text);
    seen = printed().indexOf(text, seen) + text.length();
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
