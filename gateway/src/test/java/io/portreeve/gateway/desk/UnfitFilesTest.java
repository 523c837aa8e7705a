package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that cannot be worked on is left alone, and said why. */
class UnfitFilesTest extends AtADesk {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"mcpServers":{"a":}}                   | is malformed: line 1, column 20: a value is missing
          {"mcpServers":{"a":{},"a":{}}}          | is malformed: line 1, column 23: has the name "a" twice
          {"mcpServers":{}}                       | has no server under `mcpServers`
          {"mcpServers":[]}                       | has no server under `mcpServers`
          {"mcp":{"servers":{"a":1}}}             | has no server under `mcp.servers`
          {"theme":"dark"}                        | has no MCP servers
          []                                      | is no object of JSON
          """)
  void malformedOrWithoutServers_isSaid(String text, String what) throws Exception {
    Path file = placed("plain.json", text);

    assertThatThrownBy(() -> wrapping(file))
        .isInstanceOf(ClientFileUnfit.class)
        .hasMessageContaining(what);
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void otherEncoding_isSaid() throws Exception {
    Path file = placed("plain.json");
    Files.write(file, new byte[] {'{', (byte) 0xe9, '}'});

    assertThatThrownBy(() -> wrapping(file)).hasMessageContaining("is not UTF-8");
  }

  @Test
  void readOnly_isSaid_alsoToRoot() throws Exception {
    Path file = placed("plain.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

    assertThatThrownBy(() -> wrap(file)).hasMessageContaining("is not writable");
    assertThat(Files.readString(file)).isEqualTo(text("plain.json"));
    assertThat(desk().profiles()).doesNotExist();
  }

  @Test
  void unknown_isNotUnwrapped() throws Exception {
    Path file = placed("plain.json");

    assertThat(Unwrapping.of(desk(), ClientFile.read(file)).isWrapped()).isFalse();
  }

  @Test
  void brokenRecord_isSaid_andNothingIsWritten() throws Exception {
    Path file = placed("plain.json");
    wrap(file);
    String wrapped = Files.readString(file);
    Unwrapping unwrapping = Unwrapping.of(desk(), ClientFile.read(file));
    Files.writeString(unwrapping.folder().resolve("wrapped.json"), "{");

    assertThatThrownBy(() -> unwrap(file)).hasMessageContaining("is not what wrap wrote");
    assertThat(Files.readString(file)).isEqualTo(wrapped);
  }

  @Test
  void whatIsNoRegularFile_isNotRead() {
    assertThatThrownBy(() -> ClientFile.read(Path.of("/dev/null")))
        .isInstanceOf(ClientFileUnfit.class)
        .hasMessage("/dev/null is no file");
  }
}
