package io.portreeve.gateway.scan.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line is in the order of its ecosystem: what stands further left comes before. */
class VersionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0",
        "0.9.9 1.9.0 1.10.0 1.11.0 2.0.0 2.1.0 2.1.1 10.0.0",
        "4.17.20 4.17.21-0 4.17.21",
        "99999999999999999998.0.0 99999999999999999999.0.0"
      })
  void npm(String line) {
    ordered(SemanticVersions.ORDER, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456 1.1.dev1",
        "1.2 1.10 2.0 1!0.1",
        "2.31.0 2.32.0 2.32.0.post1",
        "no-version 0.1"
      })
  void pypi(String line) {
    ordered(PythonVersions.ORDER, line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-alpha 1-alpha-1 1-beta 1-milestone 1-rc 1-snapshot 1 1-sp 1-abc 1-1 1.1",
        "2.0-alpha1 2.0-beta9 2.0-rc1 2.0 2.0.1 2.3.1 2.12.1 2.12.2 2.15.0 2.17.1",
        "2.9.10 2.9.10.1 2.9.10.8 2.10.0",
        "31.0.1-jre 31.1-android 31.1-jre 32.0.0-android",
        "1.foo 1-1 1.1"
      })
  void maven(String line) {
    ordered(MavenVersions.ORDER, line);
  }

  @ParameterizedTest
  @CsvSource({
    "NPM, 1.2.3, v1.2.3",
    "NPM, 1.2.3, 1.2.3+build.5",
    "NPM, 1, 1.0.0",
    "PYPI, 1.0, 1.0.0",
    "PYPI, 1.0alpha1, 1.0a1",
    "PYPI, 1.0-1, 1.0.post1",
    "PYPI, 1.0c1, 1.0RC1",
    "PYPI, v1.0, 1.0",
    "MAVEN, 1, 1.0.0",
    "MAVEN, 1, 1-ga",
    "MAVEN, 1.2.3.Final, 1.2.3",
    "MAVEN, 5.3.0.RELEASE, 5.3",
    "MAVEN, 1-a1, 1-alpha-1",
    "MAVEN, 1-cr2, 1-rc2",
    "MAVEN, 1.0.0-foo.0, 1-foo"
  })
  void versionsThatAreWrittenDifferently_areEqual(Ecosystem ecosystem, String one, String other) {
    assertThat(ecosystem.versions().compare(one, other)).isZero();
    assertThat(ecosystem.versions().compare(other, one)).isZero();
  }

  private static void ordered(Comparator<String> order, String line) {
    List<String> versions = List.of(line.split(" "));
    for (int i = 0; i < versions.size(); i++) {
      for (int j = 0; j < versions.size(); j++) {
        assertThat(Integer.signum(order.compare(versions.get(i), versions.get(j))))
            .as(versions.get(i) + " and " + versions.get(j))
            .isEqualTo(Integer.compare(i, j));
      }
    }
  }
}
