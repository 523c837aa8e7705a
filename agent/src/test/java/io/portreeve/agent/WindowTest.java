package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import io.portreeve.testkit.Jsons;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final ToolUse USE = new ToolUse.Asked("1", "look", Jsons.object("{'a':1}"));
  private static final List<Turn> TURNS =
      List.of(
          new Turn.FromUser("12345"),
          new Turn.FromModel("123", List.of(USE)),
          new Turn.FromTool("1", "look", "12345", false),
          new Turn.FromUser("12345"));

  @Test
  void whatFits_isReadAsAWhole() {
    assertThat(Window.of(TURNS, 25)).hasValue(TURNS);
  }

  @Test
  void whatDoesNotFit_isReadFromALaterTurnOfTheUsers() {
    assertThat(Window.of(TURNS, 24)).hasValue(TURNS.subList(3, 4));
    assertThat(Window.of(TURNS, 5)).hasValue(TURNS.subList(3, 4));
  }

  @Test
  void whereNoTurnOfTheUsersFits_nothingIsRead() {
    assertThat(Window.of(TURNS, 4)).isEmpty();
    assertThat(Window.of(TURNS.subList(1, 3), 100)).isEmpty();
  }
}
