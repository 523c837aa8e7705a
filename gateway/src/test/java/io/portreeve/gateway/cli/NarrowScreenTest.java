package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a screen of 80 columns, no line is broken by the screen itself. */
class NarrowScreenTest {
  private static final int WIDTH = 80;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check -c quickstart.yaml",
        "check -c desktop.yaml",
        "check -c team.yaml --no-secrets",
        "check -c team.yaml",
        "doctor -c desktop.yaml --no-secrets",
        "controls -c team.yaml",
        "scan rules",
        "audit show -c team.yaml",
        "keys list -c desktop.yaml"
      })
  void everyLine_fits_butForWordsThatAreWiderThanTheScreen(String words) throws IOException {
    examples();

    Ran ran = Ran.onScreen(WIDTH, directory, words.split(" "));

    assertThat(ran.out() + ran.err()).isNotEmpty();
    assertThat((ran.out() + ran.err()).lines())
        .allSatisfy(line -> assertThat(fits(line)).as(line).isTrue());
  }

  /** A line that could have been broken somewhere, and is not, is wider only for that. */
  private static boolean fits(String line) {
    String shown = line.replaceAll("\u001b\\[[0-9]*m", "");
    return shown.length() <= WIDTH || !shown.strip().replaceAll("`[^`]*`", "").contains(" ");
  }

  private void examples() throws IOException {
    for (String name : List.of("quickstart.yaml", "desktop.yaml", "team.yaml")) {
      Files.copy(Path.of("..", "examples", name), directory.resolve(name));
    }
  }

  @Test
  void whereNobodyLooks_oneThingIsOneLine() throws IOException {
    examples();

    assertThat(Ran.in(directory, "check", "-c", "team.yaml", "--no-secrets").outLines())
        .anySatisfy(line ->
            assertThat(line).startsWith("  deny ").contains("no-dotenv ").endsWith("\".env\")))"));
  }

  @Test
  void ruleThatHasNoRoom_standsBelowItsName() throws IOException {
    examples();

    assertThat(
            Ran.onScreen(WIDTH, directory, "check", "-c", "team.yaml", "--no-secrets").outLines())
        .containsSubsequence(
            "  allow                staff-tickets            role staff      tickets",
            "      tools list_tickets, create_ticket; prompts *");
  }

  @Test
  void linesToCopy_stayWhole() {
    Ran ran = Ran.onScreen(WIDTH, directory, "run", "--listen", "127.0.0.1:0");

    assertThat(ran.outLines())
        .anyMatch(line -> line.startsWith("try     curl -s ") && line.endsWith("'"))
        .anyMatch(line -> line.startsWith("paste   {\"mcpServers\"") && line.endsWith("}"));
  }
}
