package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTest {
  private static final Typed HERE = new Typed("./portreeve", Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          see `portreeve audit verify`.       | see `./portreeve audit verify -c own.yaml`.
          `portreeve keys create --role x`    | `./portreeve keys create -c own.yaml --role x`
          `portreeve approvals show ID`       | `./portreeve approvals show -c own.yaml ID`
          `portreeve scan` shows all          | `./portreeve scan -c own.yaml` shows all
          `portreeve doctor`; and more        | `./portreeve doctor -c own.yaml`; and more
          `portreeve memory show ID`          | `./portreeve memory show -c own.yaml ID`
          `portreeve scan accept FINDING`     | `./portreeve scan accept -c own.yaml FINDING`
          `portreeve approvals`               | `./portreeve approvals`
          `portreeve run`, `portreeve check`  | `./portreeve run -c own.yaml`, `./portreeve check -c own.yaml`
          `portreeve check -c FILE`           | `./portreeve check -c FILE`
          `portreeve check --schema`          | `./portreeve check --schema`
          `portreeve pins list --help`        | `./portreeve pins list --help`
          `portreeve demo --port 1`           | `./portreeve demo --port 1`
          `portreeve --help`, and `audit`     | `./portreeve --help`, and `audit`
          """)
  void command_isToldAsItWouldBeTyped(String text, String typed) {
    assertThat(HERE.with("run", "-c", "own.yaml").of(text)).isEqualTo(typed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --config own.yaml  | own.yaml
          --config=own.yaml  | own.yaml
          -c=own.yaml        | own.yaml
          -cown.yaml         | own.yaml
          -c it's            | 'it'\\''s'
          """)
  void configuration_isFoundInWhatWasTyped_andQuotedForAShell(String words, String file) {
    assertThat(HERE.with(words.split(" ")).of("`portreeve check`"))
        .isEqualTo("`./portreeve check -c " + file + "`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "check -c", "check --json"})
  void withoutAConfiguration_nothingIsAdded(String words) {
    assertThat(HERE.with(words.split(" ")).of("`portreeve check`"))
        .isEqualTo("`./portreeve check`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
            source <(portreeve completion)|  source <(./portreeve completion)
            bash  portreeve completion > x/portreeve|  bash  ./portreeve completion > x/portreeve
          For each: portreeve keys list|For each: ./portreeve keys list
          What portreeve is|What portreeve is
          """)
  void example_isToldAsItWouldBeTyped(String line, String typed) {
    assertThat(HERE.example(line)).isEqualTo(typed);
  }
}
