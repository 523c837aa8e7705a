package io.portreeve.lab.benign;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FalsePositivesTest {
  private static final String TOOLS =
      """
      [{"name":"send","schema":{"type":"object","properties":{
         "to":{"type":"string"},"subject":{"type":"string"},"body":{"type":"string"},
         "files":{"type":"array","items":{"type":"string"}}}}}]
      """;

  @TempDir private Path folder = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void calls_areHeldToSchemasAndInferredKinds_eachOnce() throws IOException {
    String good =
        "{\"tool\":\"send\",\"args\":{\"subject\":\"a\",\"body\":\"b\",\"files\":[\"x\"]}}";
    String ends = "{\"tool\":\"send\",\"args\":{\"subject\":\"a\\n\",\"body\":\"b\"}}";
    String bad = "{\"tool\":\"send\",\"args\":{\"cc\":\"a\",\"files\":[\"y\",\"../x\"]}}";
    write("tools.json", TOOLS);
    write("calls.jsonl", good + "\n\n" + ends + "\n{\"calls\":[" + good + "," + bad + "]}\n");

    assertThat(run("--tools", path("tools.json"), "--calls", path("calls.jsonl"), "--json"))
        .isZero();
    assertThat(rows())
        .containsExactly(
            "inferred line: 2 judged, 0 refused, 1 changed",
            "inferred path: 3 judged, 1 refused, 0 changed",
            "input schema: 3 judged, 1 refused, 0 changed",
            "nothing (no kind): 2 judged, 0 refused, 0 changed");
  }

  @Test
  void texts_areJudgedAsEveryKind_butForAttacks() throws IOException {
    String lines =
        "{\"text\":\"costs {{5}}\\nand more\",\"source\":\"s\"}\n"
            + "{\"text\":\"O'Brien\",\"source\":\"s\",\"label\":0}\n"
            + "{\"text\":\"' or 1=1--\",\"source\":\"s\",\"label\":1}\n";
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("texts.jsonl.gz")))) {
      packed.write(lines.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(run("--texts", path("texts.jsonl.gz"), "--json")).isZero();
    assertThat(rows())
        .contains(
            "template-literal, whole: 2 judged, 1 refused, 0 changed",
            "sql-literal, whole: 2 judged, 0 refused, 0 changed",
            "line, a line: 2 judged, 0 refused, 0 changed");
  }

  @Test
  void table_showsNoText() throws IOException {
    write("texts.jsonl", "{\"text\":\"a very private text\"}\n");

    assertThat(run("--texts", path("texts.jsonl"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("pool", "refused", "0.00%")
        .doesNotContain("private");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--json", "--tools x", "--calls x", "--texts", "--texts x --more", "x"})
  void callThatNamesNoFiles_isAUsageError(String options) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: portreeve lab false-");
  }

  @Test
  void help_isNoError() {
    assertThat(run("--help")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1]", "{\"tool\":\"other\"}"})
  void fileThatCannotBeRead_isToldByName(String content) throws IOException {
    write("tools.json", TOOLS);
    write("calls.jsonl", content);

    assertThat(run("--tools", path("tools.json"), "--calls", path("calls.jsonl"))).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("portreeve: ");
    assertThat(run("--texts", path("missing"))).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("portreeve: there is no file " + path("missing"));
  }

  private int run(String... options) {
    return FalsePositives.run(List.of(options), new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private List<String> rows() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(Jsons::object)
        .map(FalsePositivesTest::row)
        .toList();
  }

  private static String row(JsonObject row) {
    return "%s: %d judged, %d refused, %d changed"
        .formatted(
            row.string("judge").orElseThrow(),
            row.integer("judged").orElseThrow(),
            row.integer("refused").orElseThrow(),
            row.integer("changed").orElseThrow());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
