package io.portreeve.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationGuide;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Threat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String RIGHT =
      """
      data: ./data
      servers:
        one: {url: "http://127.0.0.1:1/mcp", spotlighting: encoding, guardrails: block}
        two: {url: "http://127.0.0.1:2/mcp", spotlighting: encoding, guardrails: block}
      policy: {allow: [{name: all, roles: [staff], tools: [read]}]}
      information-flow: {policy: session}
      """;

  @ParameterizedTest
  @CsvSource({
    "ON, NOT_NEEDED, A",
    "NOT_NEEDED, NOT_NEEDED, A",
    "ON, PARTLY, B",
    "OFF, ON, C",
    "OFF, OFF, C",
    "OFF, WEAKENED, D",
    "WEAKENED, OPEN, F"
  })
  void grade_isThatOfTheWorstMitigation(Standing one, Standing other, Grade grade) {
    assertThat(Grade.of(List.of(one, other))).isEqualTo(grade);
  }

  @Test
  void whatIsOff_forSomeServers_isOnInPart_andForAll_off() {
    Examination none = Clinic.examine(RIGHT);
    Examination some = Clinic.examine(RIGHT.replaceFirst("encoding", "off"));
    Examination all = Clinic.examine(RIGHT.replace("encoding", "off"));

    assertThat(none.standing(Mitigation.PROMPT_ENGINEERING)).isEqualTo(Standing.ON);
    assertThat(none.complaints()).isEmpty();
    assertThat(none.overall()).isEqualTo(Grade.A);
    assertThat(some.standing(Mitigation.PROMPT_ENGINEERING)).isEqualTo(Standing.PARTLY);
    assertThat(some.grade(Threat.INDIRECT_PROMPT_INJECTION)).isEqualTo(Grade.B);
    assertThat(all.standing(Mitigation.PROMPT_ENGINEERING)).isEqualTo(Standing.OFF);
    assertThat(all.overall()).isEqualTo(Grade.C);
  }

  @Test
  void ruleForEverybody_isRight_whereOnlyOneCanCome() {
    String open = RIGHT.replace("roles: [staff], ", "");

    assertThat(Clinic.examine(open).standing(Mitigation.TOOL_AUTHORIZATION))
        .isEqualTo(Standing.OFF);
    assertThat(
            Clinic.examine(open + "authentication: {api-keys: false, stdio: {only: true}}\n")
                .complaints())
        .isEmpty();
  }

  @Test
  void withoutControls_everyThreatIsOpen() {
    Examination open = Clinic.examine(RIGHT + "insecure-no-controls: true\n");

    assertThat(Threat.values()).allSatisfy(one -> assertThat(open.grade(one)).isEqualTo(Grade.F));
  }

  @Test
  void everyOptionThatWeakens_givesUpAMitigation() {
    List<String> options =
        Pattern.compile("`(insecure-[a-z-]+)` \\|")
            .matcher(ConfigurationGuide.reference())
            .results()
            .map(MatchResult::group)
            .map(name -> name.substring(1, name.indexOf('`', 1)))
            .distinct()
            .filter(name -> !name.startsWith("insecure-skip-"))
            .toList();

    assertThat(options).contains("insecure-no-sandbox").hasSizeGreaterThan(8);
    assertThat(options).allSatisfy(name -> assertThat(Scanned.option(name)).as(name).isPresent());
    assertThat(
            Stream.of("input", "output")
                .flatMap(in ->
                    Stream.of("validation", "sanitization").map(of -> in + ".insecure-skip-" + of)))
        .allSatisfy(name -> assertThat(Scanned.option(name)).as(name).isPresent());
  }

  @Test
  void everyRule_isInTheDocumentation_asItIsSaid() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "doctor.md"));

    assertThat(Lack.values())
        .allSatisfy(lack ->
            assertThat(page)
                .contains(
                    "| `%s` | %s | %s |"
                        .formatted(lack.word(), lack.mitigation().id(), lack.what())));
  }

  @Test
  void everyMitigation_answersARowOfOwasp() {
    assertThat(Stream.of(OwaspRow.values()).flatMap(row -> row.mitigations().stream()).distinct())
        .containsExactlyInAnyOrder(Mitigation.values());
    assertThat(OwaspRow.values()).extracting(OwaspRow::id).isSorted().hasSize(10);
  }

  @ParameterizedTest
  @CsvSource({
    "quickstart, 'C B C A C A A C A A A'",
    "desktop, 'B B B A C A A A A A B'",
    "team, 'A A A A C A A A A A A'",
    "endpoints, 'C A A A C A A A A A A'",
    "information-flow, 'C A C A A C A D A A A'",
    "chat, 'A B A A A A A A A A B'",
    "conformance, 'C B D A C A A A D A A'"
  })
  void example_hasTheGradesThatItDeserves(String example, String grades) throws IOException {
    Examination found = Clinic.examine(Files.readString(EXAMPLES.resolve(example + ".yaml")));

    assertThat(
            Stream.of(Threat.values())
                .map(found::grade)
                .map(Grade::name)
                .collect(Collectors.joining(" ")))
        .as(String.valueOf(found.complaints()))
        .isEqualTo(grades);
  }
}
