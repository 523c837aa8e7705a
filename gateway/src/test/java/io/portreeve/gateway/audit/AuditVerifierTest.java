package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditReport.Broken;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of tampering with a closed journal is found, and the place is named. */
class AuditVerifierTest {
  // Lines 1 to 7: opened, checkpoint, x0, x1, x2, x3, checkpoint.
  private static MemoryFolder journal = new MemoryFolder();
  private static MemoryFolder smallest = new MemoryFolder();
  private static MemoryFolder rotated = new MemoryFolder();

  @BeforeAll
  static void write() throws Exception {
    journal = Journals.written(4, Journals.settings(1000));
    smallest = Journals.written(0, Journals.settings(1000));
    rotated = Journals.written(30, Journals.rotatingAt(2000));
  }

  private static List<byte[]> lines() {
    return new ArrayList<>(Journals.lines(journal.file(Journals.FIRST)));
  }

  private static AuditReport verify(List<byte[]> lines) {
    return Journals.verify(journal.copy().put(Journals.FIRST, Journals.join(lines)));
  }

  private static Broken broken(List<byte[]> lines) {
    return verify(lines).broken().orElseThrow();
  }

  private static byte[] edited(byte[] line, String from, String to) {
    String text = Journals.text(line);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(UTF_8);
  }

  @Test
  void untouchedJournals_areIntact() {
    assertThat(Journals.verify(journal).broken()).isEmpty();
    assertThat(Journals.verify(smallest).broken()).isEmpty();
    assertThat(Journals.verify(rotated).broken()).isEmpty();
    assertThat(Journals.verify(new MemoryFolder()).broken()).isEmpty();
  }

  private static List<Integer> unseen(IntStream bits, IntFunction<MemoryFolder> flipped) {
    return bits.parallel()
        .filter(bit -> Journals.verify(flipped.apply(bit)).isIntact())
        .boxed()
        .toList();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  @Test
  void everySingleFlippedBit_isFound() {
    byte[] file = smallest.file(Journals.FIRST);
    assertThat(
            unseen(
                IntStream.range(0, 8 * file.length),
                bit -> smallest.copy().put(Journals.FIRST, flip(file, bit))))
        .isEmpty();
  }

  @Test
  void aFlippedBitInEveryByte_isFound() {
    byte[] file = journal.file(Journals.FIRST);
    assertThat(
            unseen(
                IntStream.range(0, file.length).map(at -> 8 * at + at % 8),
                bit -> journal.copy().put(Journals.FIRST, flip(file, bit))))
        .isEmpty();
  }

  @Test
  void aFlippedBitInEveryByteOfTheHead_isFound() {
    byte[] head = smallest.head().orElseThrow();
    assertThat(
            unseen(
                IntStream.range(0, head.length).map(at -> 8 * at + at % 8),
                bit -> smallest.copy().putHead(flip(head, bit))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5, 6})
  void changedRecord_isNamedByItsOwnLine(int number) {
    List<byte[]> lines = lines();
    lines.set(number - 1, edited(lines.get(number - 1), "12:00:00", "12:00:01"));
    Broken broken = broken(lines);
    assertThat(broken.file()).isEqualTo(Journals.FIRST);
    assertThat(broken.line()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void changedCheckpoint_isNamedByItsOwnLine(int number) {
    List<byte[]> lines = lines();
    lines.set(number - 1, edited(lines.get(number - 1), "12:00:00", "12:00:01"));
    assertThat(broken(lines).line()).isEqualTo(number);
  }

  @Test
  void changedLink_isNamedByTheRecordThatHasIt() {
    List<byte[]> lines = lines();
    String prev = Journals.text(lines.get(4)).substring(16, 80);
    lines.set(4, edited(lines.get(4), prev, "0".repeat(64)));
    assertThat(broken(lines).line()).isEqualTo(5);
  }

  @Test
  void everyDeletedLine_isFound() {
    for (int i = 0; i < 7; i++) {
      List<byte[]> lines = lines();
      assertThat(lines.remove(i)).isNotNull();
      assertThat(verify(lines).isIntact()).as("line %d", i + 1).isFalse();
    }
  }

  @Test
  void everyRepeatedLine_isFound() {
    for (int i = 0; i < 7; i++) {
      List<byte[]> lines = lines();
      lines.add(i, lines.get(i));
      assertThat(verify(lines).isIntact()).as("line %d", i + 1).isFalse();
    }
  }

  @Test
  void everySwapOfTwoLines_isFound() {
    for (int i = 0; i < 7; i++) {
      for (int j = i + 1; j < 7; j++) {
        List<byte[]> lines = lines();
        Collections.swap(lines, i, j);
        assertThat(verify(lines).isIntact()).as("lines %d and %d", i + 1, j + 1).isFalse();
      }
    }
  }

  @Test
  void everyTruncation_isFoundAtWhateverByte() {
    byte[] file = journal.file(Journals.FIRST);
    for (int length = 0; length < file.length; length += length < file.length - 200 ? 13 : 1) {
      MemoryFolder cut = journal.copy().put(Journals.FIRST, Arrays.copyOf(file, length));
      assertThat(Journals.verify(cut).isIntact()).as("cut at %d", length).isFalse();
    }
  }

  @Test
  void everyTruncationBetweenRecords_isFoundAndSaysWhatIsMissing() {
    for (int left = 1; left < 7; left++) {
      Broken broken = broken(lines().subList(0, left));
      assertThat(broken.what())
          .contains("ends with record " + left)
          .contains("signs records through 6");
    }
  }

  @Test
  void everyRecordInsertedWithoutTheKey_isFound() {
    for (int at = 0; at <= 7; at++) {
      List<byte[]> lines = lines();
      lines.add(at, "{\"seq\":9}\n".getBytes(UTF_8));
      assertThat(verify(lines).isIntact()).as("before line %d", at + 1).isFalse();
    }
  }

  /** An attacker who has the files but not the key chains everything anew. */
  private static List<byte[]> rechained(List<byte[]> lines) {
    Chain chain = Chain.empty();
    byte[] out = new byte[10_000];
    List<byte[]> forged = new ArrayList<>();
    for (byte[] line : lines) {
      String text = Journals.text(line).strip();
      ByteBuffer body = ByteBuffer.wrap(text.substring(text.indexOf("\"kind\"")).getBytes(UTF_8));
      forged.add(Arrays.copyOf(out, chain.append(body, out, 0)));
    }
    return forged;
  }

  @Test
  void chainMadeAnewAfterAChange_failsAtTheNextCheckpoint() {
    List<byte[]> lines = lines();
    assertThat(rechained(lines)).usingElementComparator(Arrays::compare).isEqualTo(lines);
    lines.set(3, edited(lines.get(3), "alice", "mallory"));
    Broken broken = broken(rechained(lines));
    assertThat(broken.line()).isEqualTo(7);
    assertThat(broken.what()).contains("Merkle root");
  }

  @Test
  void chainMadeAnewWithoutItsCheckpoints_isFoundByTheHead() {
    List<byte[]> lines = lines();
    lines.set(3, edited(lines.get(3), "alice", "mallory"));
    assertThat(lines.remove(6)).isNotNull();
    assertThat(lines.remove(1)).isNotNull();
    MemoryFolder forged = journal.copy().put(Journals.FIRST, Journals.join(rechained(lines)));
    assertThat(Journals.verify(forged).isIntact()).isFalse();
    Broken broken = Journals.verify(forged.putHead(new byte[0])).broken().orElseThrow();
    assertThat(broken.file()).isEqualTo("head");
    assertThat(broken.what()).contains("missing");
  }

  @Test
  void checkpointSignedWithAnotherKey_isFound() throws Exception {
    MemoryFolder forged = new MemoryFolder();
    AuditJournal other =
        AuditJournal.open(
            forged,
            new JournalParts(
                Journals.OTHER_KEY,
                Journals.settings(1000),
                InstantSource.fixed(Journals.NOON),
                Witness.none()),
            () -> {});
    other.close();
    Broken broken = Journals.verify(forged).broken().orElseThrow();
    assertThat(broken.line()).isEqualTo(2);
    assertThat(broken.what()).contains(Journals.OTHER_KEY.verifying().id());
    AuditReport both =
        new AuditVerifier(List.of(Journals.KEY.verifying(), Journals.OTHER_KEY.verifying()))
            .verify(forged);
    assertThat(both.broken()).isEmpty();
  }

  @Test
  void checkpointThatNamesOurKeyButIsNotSignedWithIt_isFound() {
    List<byte[]> lines = lines();
    byte[] forged =
        Checkpoint.line(
            7,
            Checkpoint.read(Journals.text(lines.get(6)).strip().getBytes(UTF_8))
                .orElseThrow()
                .prev(),
            Journals.NOON,
            3,
            Checkpoint.read(Journals.text(lines.get(6)).strip().getBytes(UTF_8))
                .orElseThrow()
                .root(),
            "close",
            Journals.OTHER_KEY);
    String renamed =
        new String(forged, UTF_8)
            .replace(Journals.OTHER_KEY.verifying().id(), Journals.KEY.verifying().id());
    lines.set(6, (renamed + "\n").getBytes(UTF_8));
    assertThat(broken(lines))
        .isEqualTo(new Broken(Journals.FIRST, 7, "the checkpoint's signature is not good"));
  }

  @Test
  void checkpointOverOtherRecords_isFoundThoughOurKeySignedIt() {
    List<byte[]> lines = lines();
    Checkpoint good =
        Checkpoint.read(Journals.text(lines.get(6)).strip().getBytes(UTF_8)).orElseThrow();
    byte[] wider =
        Checkpoint.line(7, good.prev(), Journals.NOON, 2, good.root(), "close", Journals.KEY);
    lines.set(6, Journals.join(List.of(wider, new byte[] {'\n'})));
    assertThat(broken(lines).what()).contains("other records");
  }

  @Test
  void everyMissingSegment_isFound() {
    for (String name : rotated.segments()) {
      assertThat(Journals.verify(rotated.copy().without(name)).isIntact()).as(name).isFalse();
    }
    assertThat(
            Journals.verify(rotated.copy().without(Journals.FIRST)).broken().orElseThrow().what())
        .contains("missing");
  }

  @Test
  void everySwapOfSegments_isFound() {
    List<String> names = rotated.segments();
    for (int i = 1; i < names.size(); i++) {
      MemoryFolder swapped =
          rotated
              .copy()
              .put(names.get(i), rotated.file(names.get(i - 1)))
              .put(names.get(i - 1), rotated.file(names.get(i)));
      assertThat(Journals.verify(swapped).isIntact()).isFalse();
    }
  }

  @Test
  void lineWithoutEndBeforeAnotherSegment_isFound() {
    byte[] first = rotated.file(Journals.FIRST);
    MemoryFolder torn = rotated.copy().put(Journals.FIRST, Arrays.copyOf(first, first.length - 1));
    assertThat(Journals.verify(torn).broken().orElseThrow().what()).contains("no end");
  }

  @Test
  void journalSetBackWithItsHead_isFoundWithAWitnessOnly() throws Exception {
    MemoryFolder later = journal.copy();
    Journals.write(later, 3, Journals.settings(1000));
    String witness = Journals.verify(later).newest().orElseThrow();
    assertThat(Journals.VERIFIER.holding("witness", witness).verify(later).broken()).isEmpty();
    assertThat(Journals.verify(journal).broken()).isEmpty();
    Broken broken =
        Journals.VERIFIER.holding("witness", witness + "\n").verify(journal).broken().orElseThrow();
    assertThat(broken.what()).contains("the witness signs records through");
  }

  @Test
  void otherHistoryOfTheSameLength_isFoundWithAWitness() throws Exception {
    MemoryFolder other = new MemoryFolder();
    try (AuditJournal forged = Journals.open(other, Journals.settings(1000))) {
      for (int i = 10; i < 14; i++) {
        forged.append(Journals.entry(i)).await();
      }
    }
    String witness = Journals.verify(journal).newest().orElseThrow();
    assertThat(Journals.verify(other).broken()).isEmpty();
    Broken broken =
        Journals.VERIFIER.holding("witness", witness).verify(other).broken().orElseThrow();
    assertThat(broken)
        .isEqualTo(
            new Broken(Journals.FIRST, 7, "this is not the checkpoint that the witness holds"));
  }

  @Test
  void witnessThatIsNoCheckpoint_isRefused() throws Exception {
    assertThat(Journals.VERIFIER.holding("witness", "hello").verify(journal).isIntact()).isFalse();
  }

  @Test
  void unsealedTail_isCounted() throws Exception {
    MemoryFolder folder = new MemoryFolder();
    try (AuditJournal open = Journals.open(folder, Journals.settings(1000))) {
      for (int i = 0; i < 3; i++) {
        open.append(Journals.entry(i)).await();
      }
      AuditReport report = Journals.verify(folder);
      assertThat(report.broken()).isEmpty();
      assertThat(report.unsealed()).isEqualTo(3);
      assertThat(report.records()).isEqualTo(5);
    }
  }
}
