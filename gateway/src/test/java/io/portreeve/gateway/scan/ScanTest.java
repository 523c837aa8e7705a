package io.portreeve.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  private static final RuleBook RULES = RuleBook.CONFIGURATION;

  @Test
  void probeThatFails_isAFindingItself_andKeepsNoOtherFromItsWork() throws Exception {
    Probe failing =
        probe(
            "one",
            () -> {
              throw new IllegalStateException("broken");
            });
    Probe finding = probe("two", () -> List.of(finding("shell-command", "x")));

    ScanResult result = new Scan(List.of(failing, finding)).run(Progress.NONE);

    assertThat(result.looked()).containsExactly("one", "two");
    assertThat(result.findings())
        .extracting(one -> one.rule().id() + " " + one.subject())
        .containsExactly("scan-failed one", "shell-command x");
    assertThat(result.reaches(Severity.HIGH)).isTrue();
    assertThat(result.reaches(Severity.CRITICAL)).isFalse();
  }

  /** What it asks refuses whoever is interrupted, and may be closed by then. */
  @Test
  void probeThatFailsBecauseTheScanIsToldToEnd_hasNotFailed_andNoOtherLooks() {
    List<String> looked = new ArrayList<>();
    Probe interrupted =
        probe(
            "one",
            () -> {
              Thread.currentThread().interrupt();
              throw new IllegalStateException("interrupted while waiting");
            });
    Probe next =
        probe(
            "two",
            () -> {
              looked.add("two");
              return List.of();
            });

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> new Scan(List.of(interrupted, next)).run(Progress.NONE))
        .withRootCauseInstanceOf(IllegalStateException.class);
    assertThat(looked).isEmpty();
  }

  @Test
  void finding_thatTwoProbesHave_isToldOnce() throws Exception {
    Probe probe = probe("it", () -> List.of(finding("shell-command", "x")));

    assertThat(new Scan(List.of(probe, probe)).run(Progress.NONE).findings()).hasSize(1);
  }

  @Test
  void floodOfFindings_hidesNoneOfAnotherKind_andIsToldToGoOn() throws Exception {
    List<Finding> flood = flood(Severity.CRITICAL, Gathered.MOST_OF_A_KIND + 3);
    Finding other = new Finding(RULES.rule("shell-command"), "other", "x", "");

    ScanResult result = scan(Stream.concat(flood.stream(), Stream.of(other)).toList());

    assertThat(flood).as("told first").allMatch(one -> Finding.ORDER.compare(one, other) < 0);
    assertThat(result.findings()).contains(other).hasSize(Gathered.MOST_OF_A_KIND + 2);
    assertThat(result.findings())
        .filteredOn(one -> one.rule().id().equals("more-findings"))
        .extracting(one -> one.server() + " " + one.subject() + " " + one.severity())
        .containsExactly("server shell-command CRITICAL");
  }

  @Test
  void asManyAsAreKept_areNoFlood() throws Exception {
    List<Finding> all = flood(Severity.LOW, Gathered.MOST_OF_A_KIND);

    List<Finding> twice = Stream.of(all, List.copyOf(all)).flatMap(List::stream).toList();

    assertThat(scan(twice).findings()).hasSize(all.size());
  }

  @Test
  void result_tellsOnlyWhatIsNew_andWhatIsGone() throws Exception {
    Told told = new Told();
    Finding one = finding("shell-command", "one");
    Finding two = finding("shell-command", "two");

    assertThat(told.next(scan(List.of(one))).fresh()).containsExactly(one);
    assertThat(told.next(scan(List.of(one, two))))
        .isEqualTo(new Told.Change(List.of(two), List.of()));
    assertThat(told.next(scan(List.of(two)))).isEqualTo(new Told.Change(List.of(), List.of(one)));
  }

  /** What was told before may be among those that are not. */
  @Test
  void whatAFloodCutOff_isNotGone_untilTheFloodIs() throws Exception {
    Told told = new Told();
    Finding before =
        new Finding(RULES.rule("shell-command").as(Severity.HIGH), "server", "before", "");
    var _ = told.next(scan(List.of(before)));
    List<Finding> flood = flood(Severity.HIGH, Gathered.MOST_OF_A_KIND + 1);

    assertThat(told.next(scan(flood)).gone()).isEmpty();
    assertThat(told.next(scan(List.of())).gone())
        .as("all but what says that there are more")
        .contains(before)
        .hasSize(Gathered.MOST_OF_A_KIND + 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", ""})
  void whatAFailedLookCouldNotSee_isNotGone(String server) throws Exception {
    Told told = new Told();
    Finding before = finding("shell-command", "before");
    var _ = told.next(scan(List.of(before)));
    Finding failed = new Finding(RULES.rule("scan-failed"), server, "code", "");

    assertThat(told.next(scan(List.of(failed))).gone()).isEmpty();
    assertThat(told.next(scan(List.of())).gone()).containsExactlyInAnyOrder(before, failed);
  }

  @Test
  void progress_isToldOfEachProbe() throws Exception {
    var told = new ArrayList<String>();

    var _ = new Scan(List.of(probe("one", List::of), probe("two", List::of))).run(told::add);

    assertThat(told).containsExactly("one", "one: half", "two", "two: half");
  }

  private static List<Finding> flood(Severity severity, int size) {
    Rule rule = RULES.rule("shell-command").as(severity);
    return IntStream.range(0, size).mapToObj(i -> new Finding(rule, "server", "" + i, "")).toList();
  }

  private static ScanResult scan(List<Finding> findings) throws InterruptedException {
    return new Scan(List.of(probe("it", () -> findings))).run(Progress.NONE);
  }

  private static Finding finding(String rule, String subject) {
    return new Finding(RULES.rule(rule), "server", subject, "");
  }

  private interface Looking {
    List<Finding> look();
  }

  private static Probe probe(String what, Looking looking) {
    return new Probe() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public List<Finding> look(Progress progress) {
        progress.at("half");
        return looking.look();
      }
    };
  }
}
