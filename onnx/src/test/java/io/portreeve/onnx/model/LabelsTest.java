package io.portreeve.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  @TempDir private Path folder;

  private Labels configured(String text) throws Exception {
    return Labels.ofConfiguration(Files.writeString(folder.resolve("config.json"), text));
  }

  @Test
  void configurationOfAModel_namesThemByTheirNumbers() throws Exception {
    assertThat(configured("{\"id2label\": {\"1\": \"BAD\", \"0\": \"GOOD\"}}").names())
        .containsExactly("GOOD", "BAD");
  }

  @Test
  void configurationThatNamesNone_orNotAll_isRefused() {
    for (String text : List.of("{}", "[]", "{\"id2label\": {\"1\": \"BAD\", \"2\": \"WORSE\"}}")) {
      assertThatThrownBy(() -> configured(text))
          .isInstanceOf(Unusable.class)
          .hasMessageContainingAll("config.json", "id2label", "--labels");
    }
    assertThatThrownBy(() -> configured("SAFE"))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void labelThatIsThereTwice_orEmpty_isRefused() {
    assertThatThrownBy(() -> Labels.of(List.of("SAFE", "safe"))).hasMessageContaining("twice");
    assertThatThrownBy(() -> Labels.of(List.of("SAFE", " "))).hasMessageContaining("empty");
    assertThatThrownBy(() -> Labels.of(List.of())).hasMessageContaining("no labels");
  }

  @Test
  void honestLabel_mustBeOne_andNotAll() throws Exception {
    Labels labels = Labels.of(List.of("SAFE", "INJECTION"));

    assertThat(labels.withHonest(List.of("safe")).honest()).containsExactly("SAFE");
    assertThatThrownBy(() -> labels.withHonest(List.of("BENIGN"))).hasMessageContaining("none of");
    assertThatThrownBy(() -> labels.withHonest(List.of("SAFE", "INJECTION")))
        .hasMessageContaining("every label is honest");
  }

  @Test
  void againstATextSpeaks_theHighestThatIsNotHonest() throws Exception {
    Labels labels = Labels.of(List.of("SAFE", "INJECTION", "JAILBREAK"));
    Scores scores = new Scores(List.of(0.9, 0.2, 0.4));

    assertThat(labels.withHonest(List.of("SAFE")).against(scores)).isEqualTo(0.4);
    assertThat(labels.withHonest(List.of("SAFE", "JAILBREAK")).against(scores)).isEqualTo(0.2);
  }
}
