package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.desk.jsonc.JsoncText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrappingTest extends AtADesk {
  static Stream<String> files() {
    return PLACES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("files")
  void unwrapped_isWhatItWas_byteForByte(String name) throws Exception {
    for (String text : List.of(text(name), "\uFEFF" + text(name).replace("\n", "\r\n"))) {
      Path file = placed(name, text);

      wrap(file);

      assertThat(Files.readString(file)).isNotEqualTo(text).contains(LAUNCHER);
      unwrap(file);
      assertThat(Files.readString(file)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsNoServer_staysAsItWas(String name) throws Exception {
    Path file = placed(name);
    Wrapping wrapping = wrapping(file);
    String rest = without(wrapping.text(), wrapping);

    wrap(file);

    assertThat(without(JsoncText.read(Files.readString(file)), wrapping)).isEqualTo(rest);
  }

  /** The text with a hole in place of each server that was wrapped. */
  private static String without(JsoncText text, Wrapping wrapping) {
    String rest = text.text();
    for (Candidate one : wrapping.candidates()) {
      rest = rest.replace(text.of(text.root().at(one.entry().at()).orElseThrow()), "HOLE");
    }
    assertThat(rest).contains("HOLE");
    return rest;
  }

  @ParameterizedTest
  @MethodSource("files")
  void wrappedTwice_changesNothing(String name) throws Exception {
    Path file = placed(name);
    wrap(file);
    String once = Files.readString(file);

    Wrapping again = wrapping(file);

    assertThat(again.candidates()).isEmpty();
    assertThat(again.guarded()).isNotEmpty();
    assertThat(again.rewritten(List.of())).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("files")
  void secrets_areInNoProfile(String name) throws Exception {
    Path file = placed(name);
    Wrapping wrapping = wrapping(file);

    assertThat(profiles(wrapping).values())
        .isNotEmpty()
        .noneMatch(text -> text.contains("secret-of"));
    wrap(file);
    assertThat(Files.readString(file).split("secret-of", -1))
        .hasSameSizeAs(text(name).split("secret-of", -1));
  }

  @Test
  void serversOfEveryPlace_areFound_andThoseOfAProjectRunThere() throws Exception {
    Wrapping code = wrapping(placed("claude.json"));
    assertThat(code.candidates())
        .extracting(one -> one.entry().at())
        .containsExactly(
            List.of("mcpServers", "memory"),
            List.of("projects", home + "/shop", "mcpServers", "memory"));
    assertThat(code.candidates()).extracting(Candidate::id).containsExactly("memory", "memory-2");

    assertThat(wrapping(placed("vscode-settings.json")).candidates())
        .extracting(one -> one.entry().at())
        .containsExactly(List.of("mcp", "servers", "time"));
    assertThat(candidate(placed("claude-code.mcp.json"), "local").start())
        .isInstanceOfSatisfying(
            Start.Program.class,
            program -> assertThat(program.directory()).contains(home.resolve("shop")));
  }

  @Test
  void serverThatWasAddedLater_isFoundByWrappingAgain_andUnwrapLeavesIt() throws Exception {
    Path file = placed("plain.json");
    wrap(file);
    String added =
        Files.readString(file)
            .replace("{\"mcpServers\":{", "{\"mcpServers\":{\"b\":{\"command\":\"b-server\"},");
    Files.writeString(file, added);

    assertThat(wrapping(file).candidates()).extracting(Candidate::id).containsExactly("b");
    wrap(file);
    assertThat(names(wrapping(file).guarded())).containsExactly("b", "a");
    unwrap(file);

    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"mcpServers\":{\"b\":{\"command\":\"b-server\"},\"a\":{\"command\":\"a-server\"}}}");
  }

  @Test
  void clientsOfOneDesk_doNotDisturbEachOther() throws Exception {
    List<Path> all = files().map(this::placedQuietly).toList();
    List<String> before = all.stream().map(WrappingTest::read).toList();
    for (Path file : all) {
      wrap(file);
    }

    for (int i = all.size() - 1; i >= 0; i--) {
      unwrap(all.get(i));
    }

    assertThat(all.stream().map(WrappingTest::read).toList()).isEqualTo(before);
  }

  private Path placedQuietly(String name) {
    try {
      return placed(name);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void fileThatChangedSinceItWasRead_isNotWrittenOver() throws Exception {
    Path file = placed("plain.json");
    Wrapping wrapping = wrapping(file);
    String edited = text("plain.json") + "\n";
    Files.writeString(file, edited);

    assertThatThrownBy(() -> wrapping.write(profiles(wrapping)))
        .isInstanceOf(ClientFileUnfit.class)
        .hasMessageContaining("changed in the meantime");
    assertThat(Files.readString(file)).isEqualTo(edited);
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).noneMatch(path -> path.toString().contains(".portreeve-"));
    }

    wrap(file);
    unwrap(file);
    assertThat(Files.readString(file)).isEqualTo(edited);
  }

  @Test
  void modeOfTheFile_andALinkToIt_stay() throws Exception {
    Path real = placed("plain.json");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(home.resolve("link.json"), real);

    wrap(link);

    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).contains(LAUNCHER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    unwrap(real);
    assertThat(Files.readString(link)).isEqualTo(text("plain.json"));
  }

  @Test
  void profileThatSomebodyChanged_isKept_whenItIsProposedAnew() throws Exception {
    Path file = placed("plain.json");
    wrap(file);
    Path profile = candidateFolder(file).resolve("a.yaml");
    Files.writeString(profile, "data: mine\n");
    unwrap(file);

    Wrapping.Done done = wrap(file);

    assertThat(done.aside()).hasSize(1);
    assertThat(Files.readString(done.aside().getFirst())).isEqualTo("data: mine\n");
    assertThat(Files.readString(profile)).contains("a-server");
  }

  private Path candidateFolder(Path file) throws ClientFileUnfit {
    return Unwrapping.of(desk(), ClientFile.read(file)).folder();
  }

  @Test
  void everythingThatIsKept_isTheOwnersAlone() throws Exception {
    Path file = placed("claude_desktop_config.json");
    wrap(file);

    try (Stream<Path> kept = Files.walk(candidateFolder(file))) {
      assertThat(kept)
          .isNotEmpty()
          .allSatisfy(path ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                  .endsWith("------"));
    }
  }
}
