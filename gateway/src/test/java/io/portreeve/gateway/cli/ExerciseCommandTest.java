package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExerciseCommandTest {
  @TempDir Path directory;
  private final StringWriter err = new StringWriter();

  private int exercise(Application application) {
    Terminal terminal = Ran.terminal(new StringWriter(), err, directory, Map.of());
    return Portreeve.run(terminal, _ -> {}, _ -> {}, application, "exercise");
  }

  @Test
  void application_isAskedOnce_andSatDownAtOnce_withAModelThatIsNone() {
    List<Occasion> occasions = new ArrayList<>();

    int code =
        exercise(occasion -> {
          occasions.add(occasion);
          return ExitCode.UNAVAILABLE;
        });

    assertThat(code).isZero();
    assertThat(occasions)
        .extracting(Occasion::message)
        .containsExactly(Optional.of("Hello"), Optional.empty());
    assertThat(occasions)
        .extracting(occasion -> occasion.terminal().attended())
        .containsExactly(false, true);
    assertThat(occasions.getFirst().terminal().environment().apply("OPENAI_BASE_URL").orElseThrow())
        .startsWith("http://127.0.0.1:");
  }

  /** It fails where one answer is not the one that is due; what a server sends must pass, too. */
  @Test
  void whatClientsAsk_isAnsweredAsItShould_andNothingOfTheServerIsRefused() {
    assertThat(exercise(Application.elsewhere())).as("%s", err).isZero();
    assertThat(err.toString()).doesNotContain("refused").doesNotContain("fails");
  }

  @Test
  void programWithoutOne_isExercisedAllTheSame() {
    assertThat(exercise(Application.elsewhere())).as("%s", err).isZero();
    assertThat(err.toString()).contains("no application was exercised");
  }
}
