package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EnduranceTest {
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void processThatIsAskedToEnd_closesWhatRuns_andEndsAsItsCommandDoes(String signal)
      throws Exception {
    Process program = start("closes");
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
  void processThatSaidItRuns_hearsThatItIsToEnd_beforeItComesToWait() throws Exception {
    Process program = start("says that it runs");
    try (BufferedReader out = program.inputReader();
        BufferedWriter in = program.outputWriter()) {
      assertThat(out.readLine()).isEqualTo("runs");
      kill("INT", program);

      in.newLine();
      in.flush();

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(program.waitFor()).isZero();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void processWhoseTerminalGoesAway_closesWhatRuns() throws Exception {
    Process program = start("closes");
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("waiting");

      kill("HUP", program);

      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void processThatIsAskedAgain_isGoneAtOnce_asWhoeverAskedExpects(String signal, int code)
      throws Exception {
    Process program = start("never closes");
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("waiting");
      kill(signal, program);
      assertThat(out.readLine()).isEqualTo("closing");

      kill(signal, program);

      assertThat(program.waitFor()).isEqualTo(code);
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void waitThatIsInterrupted_closesWhatRuns_andKeepsNoProcessFromItsEnd() throws Exception {
    Process program = start("is interrupted");
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(program.waitFor()).isEqualTo(1);
    } finally {
      program.destroyForcibly();
    }
  }

  /** A program that outlives no minute: what it should say and never does is waited for. */
  private static Process start(String how) throws Exception {
    Process program = DefaultSignals.start(Waiting.class, how);
    CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(program::destroyForcibly);
    return program;
  }

  private static void kill(String signal, Process program) throws Exception {
    Process kill =
        new ProcessBuilder(List.of("kill", "-" + signal, String.valueOf(program.pid()))).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** A program that says when it waits for its end, and when it has closed what ran. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] how) throws InterruptedException, IOException {
      Thread waiting = Thread.currentThread();
      switch (how[0]) {
        case "closes" -> {
          Thread.ofPlatform().daemon().start(() -> tell(waiting));
          Endurance.ofProcess().last(() -> System.out.println("closed"));
        }
        case "never closes" -> {
          Thread.ofPlatform().daemon().start(() -> tell(waiting));
          Endurance.ofProcess().last(Waiting::hang);
        }
        case "says that it runs" -> {
          Endurance endurance = Endurance.ofProcess();
          endurance.hear();
          System.out.println("runs");
          var _ = System.in.read();
          endurance.last(() -> System.out.println("closed"));
        }
        default -> {
          waiting.interrupt();
          Endurance.ofProcess().last(() -> System.out.println("closed"));
        }
      }
      System.exit(0);
    }

    private static void hang() {
      System.out.println("closing");
      while (true) {
        LockSupport.park();
      }
    }

    private static void tell(Thread waiting) {
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      System.out.println("waiting");
    }
  }
}
