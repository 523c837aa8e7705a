package io.portreeve.gateway.scan.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundsTest {
  @TempDir private Path temporary = Path.of("");
  private Path folder = temporary;

  @BeforeEach
  void layOut() throws IOException {
    folder = temporary.toRealPath();
    write("a/dist/index.js");
    write("a/package.json");
    write("b/index.js");
  }

  @Test
  void programAlone_hasItsProject_andTheFolderThatItRunsIn() {
    Grounds grounds = grounds("a: {command: [node, a/dist/index.js]}");

    assertThat(grounds.code("a")).containsExactly(at("a"));
    assertThat(grounds.of("a")).containsExactly(at("a"), folder);
    assertThat(grounds.shared()).isEmpty();
  }

  @Test
  void folderThatTwoRunIn_isOfNone_andEachHasWhatItsCodeLiesIn() {
    Grounds grounds =
        grounds("a: {command: [node, a/dist/index.js]}, b: {command: [node, b/index.js]}");

    assertThat(grounds.of("a")).containsExactly(at("a"));
    assertThat(grounds.of("b")).containsExactly(at("b"));
    assertThat(grounds.shared()).containsExactly(new Grounds.Shared(folder, Set.of("a", "b")));
    assertThat(grounds.isApart(at("b"))).isTrue();
    assertThat(grounds.isOfOthers(at("b"), "a")).isTrue();
    assertThat(grounds.isOfOthers(at("b"), "b")).isFalse();
    assertThat(grounds.isApart(at("a/dist"))).isFalse();
  }

  @Test
  void folderThatIsWrittenForTwo_isOfNone_either() {
    Grounds grounds =
        grounds(
            "a: {command: [node, dist/index.js], directory: a}, b: {command: [x], directory: ./a}");

    assertThat(grounds.of("a")).containsExactly(at("a/dist"));
    assertThat(grounds.of("b")).isEmpty();
    assertThat(grounds.shared()).containsExactly(new Grounds.Shared(at("a"), Set.of("a", "b")));
  }

  @Test
  void folderThatIsWrittenForOne_isItsOwn_evenIfNothingOfItsCodeLiesThere() {
    assertThat(grounds("a: {command: [uvx, tool], directory: a}").of("a")).containsExactly(at("a"));
  }

  /** What lies beside a configuration need not be of a program that comes from elsewhere. */
  @Test
  void folderOfTheConfiguration_isNotOfAProgramThatComesFromElsewhere() {
    Grounds grounds = grounds("a: {command: [uvx, tool]}, b: {command: [tool]}");

    assertThat(grounds.of("a")).isEmpty();
    assertThat(grounds.shared()).isEmpty();
  }

  @Test
  void manifestInTheFolderAbove_makesNeighboursNoProject() throws IOException {
    write("package.json");
    String b = "b: {command: [node, index.js], directory: b}";

    assertThat(grounds(b).code("b")).as("alone").containsExactly(folder);
    Grounds grounds = grounds(b + ", c: {command: [node, index.js], directory: c}");
    assertThat(grounds.code("b")).containsExactly(at("b"));
    assertThat(grounds.shared()).containsExactly(new Grounds.Shared(folder, Set.of("b", "c")));
  }

  @Test
  void manifestInTheFolderAbove_whereAnotherRuns_makesThatFolderNotOfTheProgram()
      throws IOException {
    write("package.json");

    assertThat(grounds("b: {command: [node, b/index.js]}, c: {command: [uvx, c]}").code("b"))
        .containsExactly(at("b"));
  }

  @Test
  void twoProgramsOfOneProject_bothHaveIt() throws IOException {
    write("a/dist/other.js");
    Grounds grounds =
        grounds("a: {command: [node, a/dist/index.js]}, b: {command: [node, a/dist/other.js]}");

    assertThat(grounds.of("a")).containsExactly(at("a"));
    assertThat(grounds.of("b")).containsExactly(at("a"));
  }

  @Test
  void packagesOfNpm_areEachOfTheirOwnServer() throws IOException {
    write("node_modules/one/package.json");
    write("node_modules/two/package.json");
    Grounds grounds =
        grounds(
            "a: {command: [npx, one@1.0.0]}, b: {command: [npx, two@1.0.0]}, c: {command: [x]}");

    assertThat(grounds.of("a")).containsExactly(at("node_modules/one"));
    assertThat(grounds.of("b")).containsExactly(at("node_modules/two"));
    assertThat(grounds.shared()).extracting(Grounds.Shared::folder).containsExactly(folder);
  }

  @Test
  void virtualEnvironment_isOfWhoeverUsesItsInterpreter() throws IOException {
    write(".venv/pyvenv.cfg");
    Grounds grounds =
        grounds("a: {command: [.venv/bin/python, -m, tool]}, b: {command: [node, b/index.js]}");

    assertThat(grounds.of("a")).containsExactly(at(".venv"));
    assertThat(grounds.code("a")).as("it holds packages of others").isEmpty();
  }

  @Test
  void linkThatTheCommandNames_leadsToWhereItsCodeLies() throws IOException {
    var _ = Files.createSymbolicLink(folder.resolve("linked"), at("a/dist"));

    assertThat(grounds("a: {command: [node, linked/index.js]}").code("a"))
        .isEqualTo(List.of(at("a")));
  }

  /** npm lays what a package needs beside it, and Node looks for it there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[node, ../h/node_modules/one/dist/index.js]",
        "[../h/node_modules/.bin/one]",
        "[node, ../h/packages/own/index.js]",
        "[npx, one@1.0.0]"
      })
  void foldersInWhichNodeLooksForPackages_areOfTheProgram(String command) throws IOException {
    hoisted();
    String a = "a: {command: " + command + ", directory: b";

    assertThat(grounds(a + ", environment: {npm_config_cache: \"text:../cache\"}}").of("a"))
        .contains(at(command.contains("npx") ? "cache/_npx/1/node_modules" : "h/node_modules"));
  }

  @Test
  void folderInWhichNodeLooksForPackagesOfTwo_isOfNone() throws IOException {
    hoisted();
    Grounds grounds =
        grounds(
            "a: {command: [node, ../h/node_modules/one/dist/index.js], directory: a},"
                + " b: {command: [node, ../h/node_modules/two/index.js], directory: b}");

    assertThat(grounds.of("a")).containsExactly(at("h/node_modules/one"), at("a"));
    assertThat(grounds.shared())
        .containsExactly(new Grounds.Shared(at("h/node_modules"), Set.of("a", "b")));
  }

  @Test
  void folderOfNodesPackages_isNotOfAProgramOfAnotherLanguage() throws IOException {
    hoisted();
    write("h/packages/own/main.py");

    assertThat(grounds("a: {command: [python3, ../h/packages/own/main.py], directory: b}").of("a"))
        .containsExactly(at("h/packages/own"), at("b"));
  }

  private void hoisted() throws IOException {
    write("h/node_modules/one/package.json");
    write("h/node_modules/one/dist/index.js");
    write("h/node_modules/two/package.json");
    write("h/node_modules/two/index.js");
    write("h/packages/own/package.json");
    write("h/packages/own/index.js");
    write("h/node_modules/.bin/two");
    var _ =
        Files.createSymbolicLink(at("h/node_modules/.bin/one"), Path.of("../one/dist/index.js"));
    write("cache/_npx/1/node_modules/one/package.json");
  }

  private Grounds grounds(String servers) {
    return Grounds.of(
        Configurations.of(folder, "data: ./data\nservers: {" + servers + "}\n").servers());
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private void write(String name) throws IOException {
    var _ = Files.createDirectories(at(name).getParent());
    var _ = Files.writeString(at(name), "{}");
  }
}
