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
  void whatNamesNone_isNotGuessed() {
    assertThat(SlashCommand.of("/")).isEmpty();
    assertThat(SlashCommand.of("/toolsx")).isEmpty();
    assertThat(SlashCommand.of("tools")).isEmpty();
  }
}
