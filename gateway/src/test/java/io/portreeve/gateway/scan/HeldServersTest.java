package io.portreeve.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.ServerId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldServersTest {
  private static final ServerId FILES = new ServerId("files");
  private static final RuleBook RULES = RuleBook.PACKAGES;

  @TempDir private Path directory = Path.of("");

  @Test
  void serverWithSomethingBadEnough_isHeld_andNoOther() {
    HeldServers held = held("{}");
    Finding finding = finding("malicious-package", Severity.CRITICAL);

    assertThat(held.holding(FILES)).isEmpty();
    assertThat(held.take(List.of(finding))).containsExactly(finding);
    assertThat(held.holding(FILES)).hasValue(finding.id());
    assertThat(held.holding(new ServerId("other"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | critical | true",
        "{}                                          | high     | false",
        "{quarantine-servers: high}                  | high     | true",
        "{quarantine-servers: high}                  | medium   | false",
        "{quarantine-servers: never}                 | critical | false",
        "{quarantine-rules: [vulnerable-package]}    | low      | true",
        "{quarantine-rules: [malicious-package]}     | low      | false",
        "{quarantine-servers: never, quarantine-rules: [vulnerable-package]} | low | true"
      })
  void whatIsBadEnough_isTheOperatorsWord(String scan, String severity, boolean isHeld) {
    HeldServers held = held(scan);
    Severity found = Severity.valueOf(severity.toUpperCase(Locale.ROOT));

    var _ = held.take(List.of(finding("vulnerable-package", found)));

    assertThat(held.holding(FILES).isPresent()).isEqualTo(isHeld);
  }

  /** A program could mend the files that it is judged by. */
  @Test
  void laterScanThatFindsNothing_releasesNothing() {
    HeldServers held = held("{}");
    Finding finding = finding("malicious-package", Severity.CRITICAL);
    var _ = held.take(List.of(finding));

    assertThat(held.take(List.of())).isEmpty();
    assertThat(held.take(List.of(finding))).as("it is known").isEmpty();
    assertThat(held.holding(FILES)).hasValue(finding.id());
  }

  @Test
  void acceptance_releases_onlyWhatWasAccepted() {
    HeldServers held = held("{}");
    Finding one = finding("malicious-package", Severity.CRITICAL);
    Finding other = finding("vulnerable-package", Severity.CRITICAL);
    var _ = held.take(List.of(one, other));

    held.accept(Set.of(one.id()));
    assertThat(held.holding(FILES)).hasValue(other.id());
    held.accept(Set.of(one.id(), other.id()));
    assertThat(held.holding(FILES)).isEmpty();
    held.accept(Set.of());
    assertThat(held.holding(FILES)).isPresent();
  }

  /** Whoever accepts what is told has not seen the rest. */
  @Test
  void moreFindingsThanAreTold_holdToo() {
    HeldServers held = held("{quarantine-rules: [vulnerable-package]}");
    Gathered gathered = new Gathered();
    for (int i = 0; i <= Gathered.MOST_OF_A_KIND; i++) {
      gathered.add(
          new Finding(
              RULES.rule("vulnerable-package").as(Severity.LOW), "files", "bad 1." + i, "GHSA-1"));
    }
    List<Finding> all = held.take(gathered.all());

    held.accept(
        all.stream()
            .filter(one -> one.rule().id().equals("vulnerable-package"))
            .map(Finding::id)
            .collect(Collectors.toSet()));

    assertThat(held.holding(FILES)).hasValueSatisfying(id -> assertThat(id).startsWith("more-"));
  }

  /** Such as a folder of advisories that is not there. */
  @Test
  void findingAboutPortreeveItself_holdsNoServer() {
    HeldServers held = held("{}");

    assertThat(held.take(List.of(new Finding(RULES.rule("malicious-package"), "", "x", ""))))
        .isEmpty();
  }

  private HeldServers held(String scan) {
    return new HeldServers(
        Configurations.of(
                directory,
                "data: ./data\nservers: {files: {url: \"https://a.example/mcp\"}}\nscan: "
                    + scan
                    + "\n")
            .scan());
  }

  private static Finding finding(String rule, Severity severity) {
    return new Finding(RULES.rule(rule).as(severity), "files", "bad 1.0.0", "GHSA-1");
  }
}
