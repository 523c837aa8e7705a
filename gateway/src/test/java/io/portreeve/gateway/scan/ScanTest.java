package io.portreeve.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScanTest {
  private static final RuleBook RULES = RuleBook.of("configuration");

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

  @Test
  void finding_thatTwoProbesHave_isToldOnce() throws Exception {
    Probe probe = probe("it", () -> List.of(finding("shell-command", "x")));

    assertThat(new Scan(List.of(probe, probe)).run(Progress.NONE).findings()).hasSize(1);
  }

  @Test
  void findingsWithoutEnd_areCounted_andFailEveryBar() throws Exception {
    List<Finding> many =
        IntStream.range(0, Scan.MOST + 3).mapToObj(i -> finding("shell-command", "" + i)).toList();

    ScanResult result = new Scan(List.of(probe("it", () -> many))).run(Progress.NONE);

    assertThat(result.findings()).hasSize(Scan.MOST);
    assertThat(result.untold()).isEqualTo(3);
    assertThat(result.reaches(Severity.CRITICAL)).isTrue();
  }

  @Test
  void progress_isToldOfEachProbe() throws Exception {
    var told = new ArrayList<String>();

    var _ = new Scan(List.of(probe("one", List::of), probe("two", List::of))).run(told::add);

    assertThat(told).containsExactly("one", "one: half", "two", "two: half");
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
