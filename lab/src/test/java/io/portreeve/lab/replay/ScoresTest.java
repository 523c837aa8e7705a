package io.portreeve.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScoresTest {
  @Test
  void figures_areCalledInTheDocumentationAsTheyArePrinted() throws IOException {
    Scores none = new Scores();
    List<String> words =
        none.lines().stream().map(line -> line.replaceFirst(" +0 of 0.*", "")).toList();
    List<String> names =
        none.toJson("none").names().stream().filter(name -> !name.equals("policy")).toList();
    List<String> rows =
        IntStream.range(0, words.size())
            .mapToObj(i -> "| " + words.get(i) + " | `" + names.get(i) + "` | ")
            .toList();

    assertThat(names).hasSize(7);
    assertThat(Files.readString(Path.of("../docs/information-flow.md"))).contains(rows);
  }
}
