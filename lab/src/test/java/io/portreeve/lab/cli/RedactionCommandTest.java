package io.portreeve.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionCommandTest {
  private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path texts = Path.of("");

  @BeforeEach
  void writeTexts() throws IOException {
    texts =
        Files.writeString(
            folder.resolve("texts.jsonl"),
            line("docs", "blanket")
                + line("docs", "use " + TOKEN + " and " + TOKEN)
                + line("mail", "from ann@acme.io with " + TOKEN));
  }

  private static String line(String source, String text) {
    return JsonObject.empty().with("source", source).with("text", text) + "\n";
  }

  @Test
  void counts_areBySource_andByKind() {
    assertThat(run("--texts", texts.toString(), "--json")).isZero();

    List<JsonObject> rows = lines().stream().map(Jsons::object).toList();
    assertThat(rows)
        .containsExactly(
            Jsons.object("{'source':'docs','texts':2,'characters':96,'secrets':1,'personal':0}"),
            Jsons.object("{'source':'mail','texts':1,'characters':62,'secrets':1,'personal':1}"),
            Jsons.object("{'kind':'email-address','found':1}"),
            Jsons.object("{'kind':'github-token','found':3}"));
  }

  @Test
  void table_isOneOfMarkdown_andHoldsNoText() {
    assertThat(run("--texts", texts.toString(), "--speed")).isZero();

    assertThat(lines())
        .contains("| `docs` | 2 | 0 | 1 (50.0 %) | 0 (0.0 %) |", "| `github-token` | 3 |");
    assertThat(lines().getLast()).startsWith("µs of one processor per KiB: ");
    assertThat(out + err.toString(StandardCharsets.UTF_8)).doesNotContain(TOKEN, "acme", "blanket");
  }

  @Test
  void fileThatIsNotThere_isTold() {
    assertThat(run("--texts", folder.resolve("none").toString())).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("portreeve: ").contains("none");
    assertThat(run()).isEqualTo(2);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private int run(String... options) {
    out.reset();
    return RedactionCommand.run(
        List.of(options),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
