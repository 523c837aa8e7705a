package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {
  private static final String FILE =
      """
      data: ./data
      servers: {files: {url: "http://127.0.0.1:1/mcp"}}
      agent:
        model: {provider: openai, url: "http://m.example/v1", name: house, insecure-plaintext: true}
      """;

  @TempDir Path directory;
  private final List<Occasion> occasions = new ArrayList<>();
  private final List<Configuration> confined = new ArrayList<>();
  private final StringWriter err = new StringWriter();

  private int chat(ExitCode ends, String... words) throws IOException {
    return Portreeve.run(
        Ran.terminal(new StringWriter(), err, directory.toRealPath(), Map.of()),
        _ -> {},
        confined::add,
        occasion -> {
          occasions.add(occasion);
          return ends;
        },
        words);
  }

  @Test
  void application_getsTheConfigurationAndWhatIsWanted_andItsCodeIsTheCommands()
      throws IOException {
    Files.writeString(directory.resolve("a.yaml"), FILE);
    int code =
        chat(
            ExitCode.FINDING,
            "chat",
            "-c",
            "a.yaml",
            "--data",
            "other",
            "--model",
            "m",
            "-m",
            "two words",
            "--no-plan",
            "--json");

    assertThat(code).isEqualTo(ExitCode.FINDING.number());
    Occasion occasion = occasions.getFirst();
    assertThat(occasion.configuration().data()).isEqualTo(directory.toRealPath().resolve("other"));
    assertThat(occasion.configuration().agent().model().orElseThrow().name()).isEqualTo("house");
    assertThat(occasion.model()).contains("m");
    assertThat(occasion.message()).contains("two words");
    assertThat(occasion.planned()).isFalse();
    assertThat(occasion.json()).isTrue();
    assertThat(occasion.demonstration()).isFalse();
    assertThat(confined).containsExactly(occasion.configuration());
    assertThat(err.toString()).contains("insecure  agent.model.insecure-plaintext");
  }

  @Test
  void withoutAConfiguration_itsOnlyServerIsTheDemo() throws IOException {
    assertThat(chat(ExitCode.OK, "chat")).isZero();

    Occasion occasion = occasions.getFirst();
    assertThat(occasion.demonstration()).isTrue();
    assertThat(occasion.planned()).isTrue();
    assertThat(occasion.message()).isEqualTo(Optional.empty());
    assertThat(occasion.configuration().servers().keySet()).containsExactly("demo");
  }

  @Test
  void conversation_isTheOneThatIsNamed_orTheLatest_orOneThatIsNotKept() throws IOException {
    assertThat(chat(ExitCode.OK, "chat", "--conversation", "Ann-s")).isZero();
    assertThat(chat(ExitCode.OK, "chat", "--continue")).isZero();
    assertThat(chat(ExitCode.OK, "chat")).isZero();

    assertThat(occasions)
        .extracting(Occasion::dialogue)
        .containsExactly(
            new Dialogue.Named("Ann-s"), new Dialogue.Latest(), new Dialogue.Passing());
  }

  @Test
  void conversationThatCannotBeCalledSo_orTwoOfThem_areRefused() throws IOException {
    assertThat(chat(ExitCode.OK, "chat", "--conversation", "a\u001b[2J")).isEqualTo(2);
    assertThat(err.toString()).contains("a conversation cannot be called").doesNotContain("\u001b");
    assertThat(chat(ExitCode.OK, "chat", "--conversation", "a", "--continue")).isEqualTo(2);
    assertThat(err.toString()).contains("keep one of them");
    assertThat(occasions).isEmpty();
  }

  @Test
  void withoutAnApplication_theLauncherIsNamed() {
    Ran ran = Ran.in(directory, "chat", "-m", "x");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err()).contains("start it with the launcher: `./portreeve chat`");
  }
}
