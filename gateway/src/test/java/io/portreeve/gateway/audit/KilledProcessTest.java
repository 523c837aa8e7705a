package io.portreeve.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.JournalSettings.Durability;
import io.portreeve.gateway.store.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real process, killed without notice while many threads write. */
class KilledProcessTest {
  private static final int ENOUGH = 3000;
  private static final int THREADS = 32;

  @TempDir Path temporary;

  /** What the killed process runs: appends for ever, and says which records were acknowledged. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      DataDirectory data = DataDirectory.open(Path.of(arguments[0]));
      JournalSettings settings = Journals.busy(Durability.valueOf(arguments[1]));
      AuditJournal journal =
          AuditJournal.open(data, Journals.parts(settings, InstantSource.system(), Witness.none()));
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int t = 0; t < THREADS; t++) {
          int first = t * 10_000_000;
          threads.execute(() -> appendForEver(journal, first, out));
        }
      }
    }

    private static void appendForEver(AuditJournal journal, int first, PrintStream out) {
      try {
        for (int i = first; ; i++) {
          journal.append(Journals.entry(i)).await();
          out.println("x" + i);
        }
      } catch (AuditUnavailable | InterruptedException e) {
        out.println("failed " + e);
      }
    }
  }

  private Process start(Path directory, Durability durability) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            directory.toString(),
            durability.name())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Kills the process once enough was acknowledged; answers with all that it ever said. */
  private static Set<String> killUnderLoad(Process process) throws Exception {
    Set<String> acknowledged = new HashSet<>();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == ENOUGH) {
          // Not Process.destroyForcibly: that would also close the stream we still read.
          assertThat(process.toHandle().destroyForcibly()).isTrue();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    return acknowledged;
  }

  @ParameterizedTest
  @EnumSource
  void killedProcess_leavesEveryAcknowledgedRecord(Durability durability) throws Exception {
    Path directory = temporary.resolve("data");
    Set<String> acknowledged = killUnderLoad(start(directory, durability));
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH).allMatch(x -> x.startsWith("x"));

    DataDirectory data = DataDirectory.open(directory);
    Path journal = AuditJournal.directoryIn(data.path());
    AuditReport left = Journals.VERIFIER.verify(journal);
    assertThat(left.broken()).isEmpty();
    assertThat(left.checkpoints()).isGreaterThan(5);
    assertThat(left.segments()).isGreaterThan(1);

    AuditJournal.open(
            data, Journals.parts(Journals.settings(100), InstantSource.system(), Witness.none()))
        .close();
    AuditReport report = Journals.VERIFIER.verify(journal);
    assertThat(report.broken()).isEmpty();
    assertThat(report.unsealed()).isZero();
    Set<String> found = new HashSet<>();
    new AuditReader(journal)
        .forEach(
            AuditFilter.all().kind(AuditKind.DECISION), record -> found.add(record.exchange()));
    acknowledged.removeIf(line -> !line.matches("x[0-9]+"));
    assertThat(found).containsAll(List.copyOf(acknowledged));
  }
}
