package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.desk.jsonc.JsoncText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was edited between wrap and unwrap stays. */
class UnwrappingTest extends AtADesk {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          claude_desktop_config.json | secret-of-github                | fresh-of-github
          claude_desktop_config.json | secret-of-postgres              | fresh-of-postgres
          claude_desktop_config.json | "globalShortcut"                | "shortcut"
          claude-code.mcp.json       | secret-of-team                  | fresh-of-team
          claude-code.mcp.json       | "timeout": 60000                | "timeout": 5, "more": [1]
          claude-code.mcp.json       | "alwaysLoad": true              | "alwaysLoad": false
          vscode-mcp.json            | // never here                   | // nor there
          vscode-mcp.json            | "watch"                         | "debug"
          vscode-settings.json       | "env": {}                       | "env": {"TZ": "UTC"}
          """)
  void edit_stays(String name, String from, String to) throws Exception {
    Path file = placed(name);
    wrap(file);
    String wrapped = Files.readString(file);
    assertThat(wrapped).contains(from);
    Files.writeString(file, wrapped.replace(from, to));
    assertThat(Unwrapping.of(desk(), ClientFile.read(file)).isUntouched()).isFalse();

    unwrap(file);

    assertThat(Files.readString(file)).doesNotContain(LAUNCHER);
    JsoncText expected = JsoncText.read(text(name).replace(from, to));
    JsoncText found = JsoncText.read(Files.readString(file));
    assertThat(found.compact(found.root())).isEqualTo(expected.compact(expected.root()));
  }

  @Test
  void clientThatWritesItsFileAnew_getsItsServersBack() throws Exception {
    Path file = placed("claude-code.mcp.json");
    wrap(file);
    JsoncText wrapped = JsoncText.read(Files.readString(file));
    Files.writeString(file, wrapped.compact(wrapped.root()));

    unwrap(file);

    JsoncText found = JsoncText.read(Files.readString(file));
    JsoncText expected = JsoncText.read(text("claude-code.mcp.json"));
    assertThat(found.compact(found.root())).isEqualTo(expected.compact(expected.root()));
  }

  @Test
  void whatWasTakenOutSince_doesNotComeBack() throws Exception {
    Path file = placed("vscode-settings.json");
    wrap(file);
    Files.writeString(
        file,
        Files.readString(file).replace("\"env\": {}", "\"x\": 0").replace("// Editor", "// Mine"));
    unwrap(file);
    assertThat(Files.readString(file))
        .contains("// Mine", "\"python3\"", "\"x\": 0")
        .doesNotContain(LAUNCHER);

    Path other = placed("plain.json");
    wrap(other);
    Files.writeString(other, "{\"mcpServers\":{}}");
    unwrap(other);
    assertThat(Files.readString(other)).isEqualTo("{\"mcpServers\":{}}");
  }

  @Test
  void serverThatSomebodyReplaced_isHis() throws Exception {
    Path file = placed("plain.json");
    wrap(file);
    String his = "{\"mcpServers\":{\"a\":{\"command\":\"other\"}}}";
    Files.writeString(file, his);

    unwrap(file);

    assertThat(Files.readString(file)).isEqualTo(his);
    assertThat(Unwrapping.of(desk(), ClientFile.read(file)).isWrapped()).isFalse();
  }

  /** As bytes, not as text: marks, line ends and what is no JSON count. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF{\r\n\t\"mcpServers\" : {\"a\":{\"command\":\"x\" ,\"args\":[ ]},},\r\n}\r\n\n ",
        "{\"mcpServers\":{\"a\":{\"command\":\"x\"}}}",
        "// \u00fc \ud83d\ude80\n{\"servers\": {\"a\": {/* c */ \"command\": \"x\"}}, \"b\": \"\\ud800\"}"
      })
  void untouchedFile_isTheSameBytes_andSoIsItsBackup(String text) throws Exception {
    Path file = placed("plain.json", text);
    byte[] before = Files.readAllBytes(file);

    Wrapping.Done done = wrap(file);
    assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    assertThat(Files.readAllBytes(done.backup())).isEqualTo(before);
    unwrap(file);

    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(Files.readAllBytes(done.backup())).isEqualTo(before);
  }

  @Test
  void backupThatIsGoneOrChanged_losesNothing() throws Exception {
    Path file = placed("plain.json");
    String before = Files.readString(file);
    Wrapping.Done done = wrap(file);
    String wrapped = Files.readString(file);
    Files.writeString(done.backup(), "{}");

    assertThat(Unwrapping.of(desk(), ClientFile.read(file)).isUntouched()).isFalse();
    unwrap(file);
    assertThat(Files.readString(file)).isEqualTo(before);

    Files.delete(done.backup());
    Files.delete(wrap(file).backup());
    assertThat(Files.readString(file)).isEqualTo(wrapped);
    unwrap(file);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void fileThatWasMoved_isKnownByItsProfiles() throws Exception {
    Path file = placed("plain.json");
    byte[] before = Files.readAllBytes(file);
    wrap(file);
    Path moved = Files.move(file, home.resolve("elsewhere.json"));
    Unwrapping unwrapping = Unwrapping.of(desk(), ClientFile.read(moved));

    assertThat(unwrapping.wrappedAs()).contains(file.toString());
    assertThat(unwrapping.isUntouched()).isTrue();
    unwrapping.write();

    assertThat(Files.readAllBytes(moved)).isEqualTo(before);
    assertThat(Unwrapping.of(desk(), ClientFile.read(moved)).isWrapped()).isFalse();
  }

  @Test
  void copy_isUnwrapped_andItsOriginalStillCanBe() throws Exception {
    Path file = placed("plain.json");
    byte[] before = Files.readAllBytes(file);
    wrap(file);
    Path copy = Files.copy(file, home.resolve("copy.json"));

    unwrap(copy);
    assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    unwrap(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void fileWhoseRecordIsMissing_isLeftAsItIs_andWhatItStartsIsTold() throws Exception {
    Path file = placed("plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\"}}}");
    wrap(file);
    String wrapped = Files.readString(file);
    Files.delete(Unwrapping.of(desk(), ClientFile.read(file)).noted());
    Unwrapping unwrapping = Unwrapping.of(desk(), ClientFile.read(file));

    assertThat(unwrapping.isWrapped()).isFalse();
    assertThat(unwrapping.wasUnwrapped()).isFalse();
    assertThat(unwrapping.started()).containsExactly("a");
    assertThat(unwrapping.restored()).isEqualTo(wrapped);
  }

  @Test
  void serverThatGotADataDirectoryOfItsOwn_isStillUndone() throws Exception {
    Path file = placed("plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"args\":[]}}}");
    String before = Files.readString(file);
    wrap(file);
    Files.writeString(
        file, Files.readString(file).replace(".yaml\"]", ".yaml\", \"--data\", \"/d\"]"));
    assertThat(Files.readString(file)).contains("--data");

    unwrap(file);

    assertThat(Files.readString(file)).isEqualTo(before);
  }
}
