package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EnduranceTest {
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void processThatIsAskedToEnd_closesWhatRuns_andEndsAsItsCommandDoes(String signal)
      throws Exception {
    Process program = start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("waiting");

      kill(signal, program);

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(program.waitFor()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void processWhoseTerminalGoesAway_closesWhatRuns() throws Exception {
    Process program = start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("waiting");

      kill("HUP", program);

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Waiting.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void kill(String signal, Process program) throws Exception {
    Process kill =
        new ProcessBuilder(List.of("kill", "-" + signal, String.valueOf(program.pid()))).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** A program that says when it waits for its end, and when it has closed what ran. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws InterruptedException {
      Thread waiting = Thread.currentThread();
      Thread.ofPlatform().daemon().start(() -> tell(waiting));
      Endurance.ofProcess().last(() -> System.out.println("closed"));
      System.exit(0);
    }

    private static void tell(Thread waiting) {
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      System.out.println("waiting");
    }
  }
}
