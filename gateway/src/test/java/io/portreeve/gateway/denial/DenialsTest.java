package io.portreeve.gateway.denial;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ConfigurationGuide;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenialsTest {
  /** What no client hears of, and is refused nevertheless. */
  private static final Set<Reason> OF_PROGRAMS_AND_CONNECTIONS =
      EnumSet.of(
          Reason.SANDBOX_REFUSED,
          Reason.SANDBOX_EXHAUSTED,
          Reason.EGRESS_REFUSED,
          Reason.DESTINATION_REFUSED,
          Reason.SERVER_UNPROVED);

  private static final Refused CALL = new Refused("ann", "files", true, "write", "");

  @TempDir private Path directory = Path.of("");

  private Denials denials() throws IOException {
    Path file = directory.resolve("portreeve.yaml");
    Files.writeString(
        file,
        """
        data: ./data
        servers:
          files:
            command: [files]
            tools:
              write: {approval: user}
        policy:
          allow:
            - {name: all, tools: ["*"]}
          deny:
            - {name: other, tools: [a]}
            - {name: no-write, tools: [write]}
        """);
    var base = new Surroundings(directory, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(base, Overlay.NONE).read(file)) {
      case ConfigurationFile.Outcome.Loaded(Configuration right, _) -> Denials.of(right);
      case ConfigurationFile.Outcome.Refused(var problems) -> throw new AssertionError(problems);
    };
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonThatRefuses_hasARule_aPlace_andAWay_andNoOtherHas(Reason reason)
      throws IOException {
    boolean refuses =
        reason.answer() != Answer.NONE || OF_PROGRAMS_AND_CONNECTIONS.contains(reason);

    assertThat(denials().of(reason, CALL).isPresent()).isEqualTo(refuses);
    denials()
        .of(reason, CALL)
        .ifPresent(said -> {
          assertThat(said.rule()).isNotBlank();
          assertThat(said.written())
              .matches(
                  "portreeve\\.yaml:\\d+ \\(`.+`\\)|not in portreeve\\.yaml: .* holds|the .+|built in");
          assertThat(said.allows()).isNotBlank().doesNotContain("{");
        });
    Denials.ofNone()
        .of(reason, new Refused("", "", false, "", ""))
        .ifPresent(said -> assertThat(said.toString()).doesNotContain("{", "``"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKeyThatIsNamed_isOneOfTheConfiguration(Reason reason) {
    Denials.ofNone()
        .of(reason, CALL)
        .map(Denial::written)
        .filter(written -> written.startsWith("`"))
        .ifPresent(written -> {
          String last = written.replaceAll("`|.*\\.", "");
          assertThat(ConfigurationGuide.reference() + "| `write` || `files` |")
              .contains("| `" + last + "` |");
        });
  }

  @Test
  void ruleThatTheDetailNames_isFoundInTheFile() throws IOException {
    Refused named = new Refused("ann", "files", true, "write", "rule `no-write`");

    assertThat(denials().of(Reason.POLICY_DENIED, named))
        .contains(
            new Denial(
                "rule `no-write`",
                "portreeve.yaml:12 (`policy.deny[1]`)",
                "nothing while this rule stands: a deny beats every allow"));
    assertThat(denials().of(Reason.APPROVAL_REQUIRED, CALL).orElseThrow().written())
        .isEqualTo("portreeve.yaml:6 (`servers.files.tools.write`)");
    assertThat(denials().of(Reason.RATE_EXCEEDED, CALL).orElseThrow().written())
        .isEqualTo("not in portreeve.yaml: the default of `limits.requests-per-minute` holds");
  }

  /** Its lines moved since: what was loaded is what says no. */
  @Test
  void fileThatChangedSince_isToldAsItWasLoaded() throws IOException {
    Denials loaded = denials();
    Path file = directory.resolve("portreeve.yaml");
    Files.writeString(file, "# new\n# lines\n" + Files.readString(file));

    assertThat(loaded.place("no-write")).contains("portreeve.yaml:12 (`policy.deny[1]`)");
    Files.writeString(file, "data: [");
    assertThat(loaded.place("no-write")).contains("portreeve.yaml:12 (`policy.deny[1]`)");
  }

  @Test
  void everyRuleThatADetailNames_isToldByName_andWhereItStands() throws IOException {
    assertThat(Denials.rules("allowed by rule `all`, tried rule `no-write`"))
        .containsExactly("all", "no-write");
    assertThat(denials().place("all")).contains("portreeve.yaml:9 (`policy.allow[0]`)");
    assertThat(denials().place("gone")).isEmpty();
  }

  @Test
  void resource_isNoTool() throws IOException {
    Refused read = new Refused("ann", "files", false, "file:///a", "");

    assertThat(denials().of(Reason.ARGUMENT_DANGEROUS, read).orElseThrow().written())
        .isEqualTo("portreeve.yaml:5 (`servers.files.tools`)");
  }

  @Test
  void ruleThatIsGone_andACopyOfALog_nameTheKey() throws IOException {
    Refused gone = new Refused("ann", "files", true, "write", "rule `gone`");

    assertThat(denials().of(Reason.POLICY_DENIED, gone).orElseThrow())
        .returns("rule `gone`", Denial::rule)
        .returns("portreeve.yaml:10 (`policy.deny`)", Denial::written);
    assertThat(Denials.ofNone().of(Reason.POLICY_DENIED, gone).orElseThrow().written())
        .isEqualTo("`policy.deny`");
  }
}
