package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlashCommandTest {
  @Test
  void word_orTheBeginningOfOne_namesACommand() {
    assertThat(SlashCommand.of("/tools")).contains(SlashCommand.TOOLS);
    assertThat(SlashCommand.of("/T ")).contains(SlashCommand.TOOLS);
    assertThat(SlashCommand.of("/quit")).contains(SlashCommand.QUIT);
  }

  @Test
  void words_mayFollowACommandThatTakesSome_andNoOther() {
    assertThat(SlashCommand.of("/prompt mail__greet to=ann")).contains(SlashCommand.PROMPT);
    assertThat(SlashCommand.of("/res file:///a")).contains(SlashCommand.RESOURCE);
    assertThat(SlashCommand.of("/tools now")).isEmpty();
    assertThat(SlashCommand.of("/p")).as("two begin so").isEmpty();
  }

  @Test
  void wordsBehindACommand_areSeparatedByBlanks_butInQuotes() {
    assertThat(SlashCommand.more("/prompt  greet to=\"Ann B.\" \"\" \"and on"))
        .containsExactly("greet", "to=Ann B.", "", "and on");
    assertThat(SlashCommand.more("/prompt")).isEmpty();
  }

  @Test
  void whatNamesNone_isNotGuessed() {
    assertThat(SlashCommand.of("/")).isEmpty();
    assertThat(SlashCommand.of("/toolsx")).isEmpty();
    assertThat(SlashCommand.of("tools")).isEmpty();
  }
}
