package io.portreeve.gateway.scan.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'introduced':'0'},{'fixed':'1.2.0'} ; 0.1.0 1.1.9 1.2.0-rc.1 ; 1.2.0 2.0.0",
        "{'introduced':'1.0.0'},{'fixed':'1.2.0'} ; 1.0.0 1.1.9 ; 0.9.9 1.2.0 1.0.0-rc.1",
        "{'introduced':'1.0.0'},{'last_affected':'1.2.0'} ; 1.0.0 1.2.0 ; 1.2.1",
        "{'introduced':'2.0.0'} ; 2.0.0 99.0.0 ; 1.9.9",
        "{'introduced':'1.0.0'},{'fixed':'1.2.0'},{'introduced':'2.0.0'},{'fixed':'2.1.0'} ; 1.1.0 2.0.0 ; 1.2.0 1.9.0 2.1.0",
        "{'fixed':'2.1.0'},{'introduced':'2.0.0'},{'fixed':'1.2.0'},{'introduced':'0'} ; 1.1.0 2.0.5 ; 1.2.0 2.1.0",
        "{'fixed':'1.2.0'} ; - ; 1.0.0"
      })
  void range_decidesByTheLastEventBeforeAVersion(String events, String in, String out) {
    Advisory advisory =
        advisory("npm", "x", "'ranges':[{'type':'SEMVER','events':[" + events + "]}]");

    assertThat(words(in)).allMatch(version -> advisory.affects(npm("x", version)));
    assertThat(words(out)).noneMatch(version -> advisory.affects(npm("x", version)));
  }

  @Test
  void listedVersion_isAffected_beyondEveryRange() {
    Advisory advisory = advisory("PyPI", "x", "'versions':['1.0','1.1']");

    assertThat(advisory.affects(component(Ecosystem.PYPI, "x", "1.0.0"))).isTrue();
    assertThat(advisory.affects(component(Ecosystem.PYPI, "x", "1.2"))).isFalse();
  }

  @Test
  void otherPackage_otherEcosystem_commitsAndWhatWasWithdrawn_areNotAffected() {
    String all = "'ranges':[{'type':'ECOSYSTEM','events':[{'introduced':'0'}]}]";
    Advisory advisory = advisory("npm", "x", all);

    assertThat(advisory.affects(npm("x", "1.0.0"))).isTrue();
    assertThat(advisory.affects(npm("y", "1.0.0"))).isFalse();
    assertThat(advisory.affects(component(Ecosystem.PYPI, "x", "1.0.0"))).isFalse();
    assertThat(advisory("npm", "x", all.replace("ECOSYSTEM", "GIT")).affects(npm("x", "1.0.0")))
        .isFalse();
    assertThat(
            new Advisory(advisory.json().with("withdrawn", "2026-01-01T00:00:00Z"))
                .affects(npm("x", "1.0.0")))
        .isFalse();
  }

  @Test
  void pythonName_isOneHoweverItIsWritten() {
    Advisory advisory = advisory("PyPI", "Foo.Bar_baz", "'versions':['1.0']");

    assertThat(advisory.affects(component(Ecosystem.PYPI, "foo-bar-baz", "1.0"))).isTrue();
    assertThat(advisory.names(Ecosystem.PYPI)).containsExactly("foo-bar-baz");
  }

  @Test
  void fix_isTheNextVersionWithoutIt() {
    Advisory advisory =
        advisory(
            "npm",
            "x",
            "'ranges':[{'type':'SEMVER','events':[{'introduced':'0'},{'fixed':'1.2.0'},"
                + "{'introduced':'2.0.0'},{'fixed':'2.1.0'}]}]");

    assertThat(advisory.fixed(npm("x", "1.0.0"))).hasValue("1.2.0");
    assertThat(advisory.fixed(npm("x", "2.0.0"))).hasValue("2.1.0");
    assertThat(advisory.fixed(npm("x", "3.0.0"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LOW, LOW", "MODERATE, MEDIUM", "HIGH, HIGH", "CRITICAL, CRITICAL", "?, HIGH"})
  void severity_isThatOfItsDatabase(String written, Severity severity) {
    assertThat(
            new Advisory(Jsons.object("{'database_specific':{'severity':'" + written + "'}}"))
                .severity())
        .isEqualTo(severity);
    assertThat(new Advisory(Jsons.object("{}")).severity()).isEqualTo(Severity.HIGH);
  }

  @ParameterizedTest
  @CsvSource({"LOW, true", "MODERATE, false", "CRITICAL, false"})
  void briefAdvisory_tellsTheSame_inLittleSpace(String severity, boolean withdrawn) {
    JsonObject published =
        advisory("npm", "x", "'ranges':[{'events':[{'introduced':'0'},{'fixed':'1.2.0'}]}]")
            .json()
            .with("database_specific", JsonObject.empty().with("severity", severity))
            .with("summary", "it is bad")
            .with("details", "x".repeat(400_000));
    Advisory whole =
        new Advisory(withdrawn ? published.with("withdrawn", "2026-01-01T00:00:00Z") : published);
    Advisory brief = whole.brief();

    assertThat(brief.id()).isEqualTo("GHSA-1");
    assertThat(brief.severity()).isEqualTo(whole.severity());
    assertThat(brief.summary()).isEqualTo("it is bad");
    assertThat(brief.isWithdrawn()).isEqualTo(withdrawn);
    assertThat(brief.fixed(npm("x", "1.0.0"))).hasValue("1.2.0");
    assertThat(brief.json().toBytes()).hasSizeLessThan(500);
  }

  @Test
  void briefAdvisory_isSmall_whateverWasPublished() {
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "{'fixed':'1.0." + i + "'}")
            .collect(Collectors.joining(","));
    Advisory whole =
        new Advisory(
            advisory("npm", "x", "'ranges':[{'events':[" + many + "]}]")
                .json()
                .with("summary", "\uD83D\uDE00a".repeat(50_000)));

    assertThat(whole.json().toBytes()).hasSizeGreaterThan(400_000);
    assertThat(whole.brief().json().toBytes()).hasSizeLessThan(Advisory.LARGEST_BRIEF);
    assertThat(whole.brief().summary()).startsWith("\uD83D\uDE00a");
    assertThat(whole.brief().id()).isEqualTo("GHSA-1");
  }

  /** A dash stands for none. */
  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ", -1)).filter(word -> !word.equals("-"));
  }

  private static Advisory advisory(String ecosystem, String name, String rest) {
    return new Advisory(
        Jsons.object(
            "{'id':'GHSA-1','affected':[{'package':{'ecosystem':'%s','name':'%s'},%s}]}"
                .formatted(ecosystem, name, rest)));
  }

  private static Component npm(String name, String version) {
    return component(Ecosystem.NPM, name, version);
  }

  private static Component component(Ecosystem ecosystem, String name, String version) {
    return new Component(ecosystem, name, version, Path.of("x"));
  }
}
