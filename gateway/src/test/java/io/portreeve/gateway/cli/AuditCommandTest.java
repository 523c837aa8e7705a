package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"), "data: ./data\nservers: {files: {command: [x]}}\n");
  }

  @Test
  void noJournalYet_isUnavailable_andMakesNone() {
    Ran ran = Ran.in(directory, "audit", "show");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err()).contains("there is no journal at");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void records_areShownOldestFirst_andCanBeNarrowed() throws Exception {
    write(decision("e1", "ann", "read", "forward"), decision("e2", "bob", "write", "refuse"));

    Ran all = Ran.in(directory, "audit", "show");
    assertThat(all.outLines().getFirst())
        .containsSubsequence("TIME", "KIND", "EXCHANGE", "PRINCIPAL", "VERDICT", "REASON");
    assertThat(lines(all, "decision"))
        .satisfiesExactly(
            line -> assertThat(line).containsSubsequence("e1", "ann", "tools/call read", "forward"),
            line ->
                assertThat(line).containsSubsequence("e2", "bob", "tools/call write", "refuse"));

    assertThat(lines(Ran.in(directory, "audit", "show", "--verdict", "refuse"), "decision"))
        .hasSize(1);
    assertThat(lines(Ran.in(directory, "audit", "show", "--principal", "ann"), "decision"))
        .hasSize(1);
    Ran none = Ran.in(directory, "audit", "show", "--exchange", "e9");
    assertThat(none.out()).isEqualTo("no such record\n");
    assertThat(none.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(Ran.in(directory, "audit", "show", "--last", "1", "--json").outLines()).hasSize(1);
  }

  @Test
  void oneExchange_isExplained_controlByControl() throws Exception {
    JsonObject said =
        JsonObject.empty()
            .with("control", "visibility")
            .with("verdict", "deny")
            .with("reason", "not-visible")
            .with("detail", "rule keep-out");
    JsonObject fields =
        JsonObject.empty()
            .with("method", "tools/call")
            .with("verdict", "refuse")
            .with("reason", "not-visible")
            .with("detail", "rule keep-out")
            .with("decisions", JsonArray.of(List.of(said)));
    write(new AuditEntry(AuditKind.DECISION, "e7", fields));

    Ran one = Ran.in(directory, "audit", "show", "--exchange", "e7");

    assertThat(one.outLines().get(1)).endsWith("not-visible: rule keep-out");
    assertThat(one.outLines().getLast())
        .containsSubsequence(
            "visibility",
            "deny",
            "not-visible: rule keep-out",
            "the rules hide it from the principal");
    assertThat(one.outLines())
        .containsSubsequence(
            "denied by   what `policy.allow` says",
            "written     not in portreeve.yaml: the default of `policy.allow` holds");
    assertThat(one.out())
        .contains("allowed by  a rule there that shows it to roles that the caller has");
    Ran copy = Ran.in(directory, "audit", "show", "--journal", "data/audit", "--exchange", "e7");
    assertThat(copy.out()).contains("written     `policy.allow`");
    assertThat(Ran.in(directory, "audit", "show").out()).doesNotContain("WHICH MEANS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --verdict | denny        | did you mean `deny`?
          --verdict | denied       | it is one of forward, refuse, needs-approval, pass
          --reason  | error        | it is such as policy-error
          --reason  | wrong        | write one as `portreeve audit show` shows it
          --reason  | policy-deny  | did you mean `policy-denied`?
          """)
  void wordThatNoRecordCanHold_isMisuse_andNotAnEmptyAnswer(String option, String word, String fix)
      throws Exception {
    write(decision("e1", "ann", "read", "refuse"));

    Ran ran = Ran.in(directory, "audit", "show", option, word);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains(option + " does not know `" + word + "`; " + fix);
  }

  @Test
  void fewerRecordsThanNone_isMisuse() throws Exception {
    write(decision("e1", "ann", "read", "refuse"));

    Ran ran = Ran.in(directory, "audit", "show", "--last", "-1");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("--last is less than nothing");
  }

  @Test
  void event_isShownWithAllThatItSays() throws Exception {
    JsonObject weakened =
        JsonObject.empty().with("weakened", JsonArray.ofStrings(List.of("drift off", "no limit")));
    write(
        AuditEntry.event("configuration-reloaded", weakened.with("by", "bob\u001b[2J")),
        AuditEntry.event(
            "configuration-refused",
            JsonObject.empty().with("problems", JsonArray.ofStrings(List.of()))));

    List<String> events = lines(Ran.in(directory, "audit", "show"), "event");

    assertThat(events)
        .anySatisfy(line ->
            assertThat(line)
                .contains("configuration-reloaded")
                .contains("weakened: drift off, no limit; by: bob")
                .doesNotContain("\u001b"))
        .anySatisfy(line -> assertThat(line).contains("configuration-refused").endsWith("-"));
  }

  @Test
  void outcome_namesWhatItsDecisionWasAbout() throws Exception {
    JsonObject ended = JsonObject.empty().with("method", "tools/call").with("ending", "done");
    write(decision("e1", "ann", "read", "forward"), new AuditEntry(AuditKind.OUTCOME, "e1", ended));

    assertThat(lines(Ran.in(directory, "audit", "show"), "outcome"))
        .singleElement()
        .asString()
        .containsSubsequence("e1", "tools/call read", "done");
  }

  @Test
  @Timeout(120)
  void following_showsWhatIsAdded() throws Exception {
    write(decision("e1", "ann", "read", "forward"));
    CountDownLatch seen = new CountDownLatch(1);
    StringWriter out =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains("e2")) {
              seen.countDown();
            }
          }
        };
    Endurance untilSeen =
        running -> {
          append(decision("e2", "bob", "write", "refuse"));
          seen.await();
          running.close();
        };

    int code = Ran.writing(out, directory, untilSeen, "audit", "show", "--follow");

    assertThat(code).isZero();
    assertThat(out.toString()).containsSubsequence("e2", "bob", "tools/call write", "refuse");
    assertThat(out.toString()).containsOnlyOnce("e1");
  }

  @Test
  void export_writesEventsOfOcsf_whereItIsAskedFor() throws Exception {
    write(decision("e1", "ann", "read", "forward"));

    Ran ran = Ran.speaking(directory, "", "audit", "export", "--format", "ocsf");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).anyMatch(line -> line.contains("\"type_uid\":600399"));
    assertThat(ran.out()).contains("\"correlation_uid\":\"e1\"").doesNotContain("\"prev\"");
  }

  /** What is added while the export still reads is seen by it and by what follows. */
  @Test
  @Timeout(120)
  void exportThatFollows_goesOnWithWhatIsAdded_andWritesNothingTwice() throws Exception {
    write(
        IntStream.range(0, 60)
            .mapToObj(i -> decision("first-" + i, "ann", "read", "forward"))
            .toArray(AuditEntry[]::new));
    CountDownLatch seen = new CountDownLatch(1);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          private boolean appended;

          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            if (!appended) {
              appended = true;
              add("while-it-reads");
            }
            if (toString(StandardCharsets.UTF_8).contains("later")) {
              seen.countDown();
            }
          }
        };
    Endurance untilSeen =
        running -> {
          add("later");
          seen.await();
          running.close();
        };

    int code =
        Ran.speaking(out, directory, untilSeen, "audit", "export", "--format", "ocsf", "--follow");

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("\"correlation_uid\":\"first-0\"")
        .containsOnlyOnce("\"correlation_uid\":\"while-it-reads\"")
        .containsOnlyOnce("\"correlation_uid\":\"later\"");
  }

  private void add(String exchange) {
    try {
      append(decision(exchange, "bob", "write", "refuse"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void textOfAPeer_cannotMoveTheCursor() throws Exception {
    write(decision("e1", "ann", "a\u001b[2J\u202eb", "refuse"));

    Ran ran = Ran.in(directory, "audit", "show");

    assertThat(ran.out()).contains("a\\u{1b}[2J\\u{202e}b").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void untouchedJournal_isIntact_alsoAsACopyElsewhere() throws Exception {
    write(decision("e1", "ann", "read", "forward"));

    Ran here = Ran.in(directory, "audit", "verify");
    assertThat(here.code()).isZero();
    assertThat(here.outLines().getFirst()).isEqualTo("intact");
    assertThat(here.out()).contains("compared with nothing kept elsewhere", "--witness FILE");

    Path copy = Files.createDirectory(directory.resolve("copy"));
    copy(directory.resolve("data").resolve("audit"), copy.resolve("audit"));
    Ran there =
        Ran.in(
            directory,
            "audit",
            "verify",
            "--json",
            "--journal",
            "copy/audit",
            "--key",
            "data/audit-signing.pub");
    assertThat(there.code()).isZero();
    assertThat(there.out()).startsWith("{\"intact\":true,");
  }

  @Test
  void changedRecord_isFound_andNamed() throws Exception {
    write(decision("e1", "ann", "read", "refuse"), decision("e2", "ann", "read", "refuse"));
    Path segment = segment();
    Files.writeString(segment, Files.readString(segment).replaceFirst("\"refuse\"", "\"forwar\""));

    Ran ran = Ran.in(directory, "audit", "verify");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.outLines().getFirst()).startsWith("broken: ").contains("line");
    assertThat(Ran.in(directory, "audit", "verify", "--json").out())
        .contains("\"intact\":false", "\"broken\":{\"file\":");
  }

  @Test
  void witness_thatTheJournalDoesNotContain_isAFinding() throws Exception {
    write(decision("e1", "ann", "read", "refuse"));
    String kept =
        Files.readAllLines(segment()).stream()
            .filter(line -> line.contains("\"checkpoint\""))
            .reduce((_, later) -> later)
            .orElseThrow();
    Files.writeString(directory.resolve("kept"), kept);
    assertThat(Ran.in(directory, "audit", "verify", "--witness", "kept").code()).isZero();

    deleteAll(directory.resolve("data"));
    write(decision("e9", "ann", "read", "refuse"));

    assertThat(Ran.in(directory, "audit", "verify", "--witness", "kept").code())
        .isEqualTo(ExitCode.FINDING.number());
  }

  @Test
  void logEmptiedBehindTheStoresBack_isAFinding_andANewOneMustBeBegunByHand() throws Exception {
    Path journal = directory.resolve("data").resolve("audit");
    writeWitnessed(decision("e1", "ann", "read", "refuse"));
    assertThat(Ran.in(directory, "audit", "verify").out())
        .startsWith("intact\n")
        .contains("the checkpoint that the store holds (record 4) is in the log");

    deleteAll(journal);
    Ran gone = Ran.in(directory, "audit", "verify");
    assertThat(gone.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(gone.out())
        .contains("broken", "there is no record, but the store signs records through 3");

    assertThat(Ran.in(directory, "audit", "begin").code()).isZero();
    Ran anew = Ran.in(directory, "audit", "verify");
    assertThat(anew.code()).isZero();
    assertThat(anew.out()).contains("begun by hand; of the one before, 4 records were known");
    Ran again = Ran.in(directory, "audit", "begin");
    assertThat(again.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(again.err()).contains("there still is an audit log");
  }

  @Test
  void recordsThatStoodUnsigned_areToldInWordsAndAsJson() throws Exception {
    write(decision("e1", "ann", "read", "refuse"));
    Path segment = segment();
    List<String> lines = Files.readAllLines(segment);
    Files.write(segment, lines.subList(0, lines.size() - 1));
    Files.writeString(segment.resolveSibling("head"), lines.get(1));
    write(decision("e2", "ann", "read", "refuse"));

    Ran ran = Ran.in(directory, "audit", "verify");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(" in 1 file, ")
        .contains("resumed: the process before ended without closing the log; records 3 to 3 (1)");
    assertThat(Ran.in(directory, "audit", "verify", "--json").out())
        .contains("\"event\":\"resumed\",\"said\":{\"unsigned\":1,\"from\":3,\"through\":3}");
  }

  @Test
  void whatVerifyIsGiven_isToldApartFromWhatItFinds() throws Exception {
    write(decision("e1", "ann", "read", "refuse"));
    Files.writeString(directory.resolve("notes"), "hello");
    Path copy = Files.createDirectory(directory.resolve("copy"));
    copy(directory.resolve("data").resolve("audit"), copy.resolve("audit"));

    Ran keyless = Ran.in(directory, "audit", "verify", "--journal", "copy/audit");
    assertThat(keyless.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(keyless.err())
        .contains("audit-signing.pub; name the gateway's public key with --key");

    Ran noKey = Ran.in(directory, "audit", "verify", "--key", "notes");
    assertThat(noKey.code()).isEqualTo(ExitCode.USAGE.number());

    Ran noWitness = Ran.in(directory, "audit", "verify", "--witness", "notes");
    assertThat(noWitness.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(noWitness.err()).contains("notes holds no checkpoint");
  }

  @Test
  void exportIntoADirectoryThatIsNotThere_saysWhichAndWhatToDo() throws Exception {
    write(decision("e1", "ann", "read", "forward"));

    Ran ran = Ran.in(directory, "audit", "export", "-o", "evidence/november/out.jsonl");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err())
        .isEqualTo(
            "portreeve: cannot export: there is no directory at evidence/november; make it first,"
                + " or name a file elsewhere\n");
  }

  @Test
  void export_writesTheRecordsAsTheyAre_andNeverOverAFile() throws Exception {
    write(decision("e1", "ann", "read", "forward"), decision("e2", "bob", "read", "refuse"));

    assertThat(Ran.in(directory, "audit", "export", "--principal", "bob", "-o", "out").code())
        .isZero();
    List<String> lines = Files.readAllLines(directory.resolve("out"));
    assertThat(lines).hasSize(1);
    assertThat(Files.readAllLines(segment())).contains(lines.getFirst());

    Ran again = Ran.in(directory, "audit", "export", "-o", "out");
    assertThat(again.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(again.err()).contains("there is a file at out already; name a new one");
    assertThat(Files.readAllLines(directory.resolve("out"))).isEqualTo(lines);
    assertThat(Ran.speaking(directory, "", "audit", "export").outLines()).hasSizeGreaterThan(2);
  }

  private static AuditEntry decision(String exchange, String who, String tool, String verdict) {
    return new AuditEntry(
        AuditKind.DECISION,
        exchange,
        JsonObject.empty()
            .with("principal", who)
            .with("server", "files")
            .with("method", "tools/call")
            .with("tool", tool)
            .with("verdict", verdict));
  }

  private void write(AuditEntry... entries) throws AuditUnavailable, InterruptedException {
    write(DataDirectory.open(directory.resolve("data")), Witness.none(), entries);
  }

  private void writeWitnessed(AuditEntry... entries) throws AuditUnavailable, InterruptedException {
    DataDirectory data = DataDirectory.open(directory.resolve("data"));
    try (SqliteStore store = SqliteStore.open(data, SqliteOptions.defaults())) {
      write(data, new StoredWitness(store::settings, InstantSource.system()), entries);
    }
  }

  private static void write(DataDirectory data, Witness witness, AuditEntry... entries)
      throws AuditUnavailable, InterruptedException {
    SigningKey key = SigningKey.in(data, new SecureRandom());
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    JournalParts parts = new JournalParts(key, settings, () -> Ran.NOW, witness);
    try (AuditJournal journal = AuditJournal.open(data, parts)) {
      for (AuditEntry entry : entries) {
        journal.append(entry).await();
      }
    }
  }

  private void append(AuditEntry entry) throws InterruptedException {
    try {
      write(entry);
    } catch (AuditUnavailable unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data").resolve("audit"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  private static List<String> lines(Ran ran, String kind) {
    return ran.outLines().stream().filter(line -> line.contains(" " + kind + " ")).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void deleteAll(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
