package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolNameTest {
  @Test
  void server_isSeenFromTheNameThatClientsKnow() {
    assertThat(ToolName.of("files__read", Set.of("files", "mail"))).hasToString("files read");
    assertThat(ToolName.of("read", Set.of("files"))).hasToString("files read");
  }

  @Test
  void serverThatIsNotThere_isNone() {
    assertThat(ToolName.of("bank__pay", Set.of("files", "mail"))).hasToString("bank__pay");
  }

  @Test
  void name_isWrittenOut() {
    assertThat(ToolName.of("files__a\u001bb\n", Set.of("files")))
        .hasToString("files a\\u{1b}b\\u{a}");
  }
}
