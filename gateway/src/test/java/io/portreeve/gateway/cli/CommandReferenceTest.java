package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.tables.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandReferenceTest {
  @TempDir private Path directory;

  static List<String> pages() {
    return HelpPage.all(new CommandLine(CommandSpec.create())).stream()
        .map(HelpPage::word)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void writtenReference_isCurrent(String page) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", "reference", page + ".md")))
        .as("run: ./portreeve help --reference %1$s > docs/reference/%1$s.md", page)
        .isEqualTo(Ran.in(directory, "help", "--reference", page).out());
  }

  @Test
  void everyPage_isNamedByTheHelp_andByARefusal() {
    String help = Ran.in(directory, "help", "help").out();
    String refusal = Ran.in(directory, "help", "--reference", "wishes").err();

    assertThat(pages())
        .hasSizeGreaterThan(5)
        .allSatisfy(page -> {
          assertThat(help).contains("`" + page + "`");
          assertThat(refusal).contains(page);
        });
  }

  @Test
  void referenceWithoutAWord_isThatOfCommands() {
    assertThat(Ran.in(directory, "help", "--reference").out())
        .isEqualTo(Ran.in(directory, "help", "--reference", "commands").out());
  }

  @Test
  void pageThatThereIsNot_isRefused_andThoseThatThereAreAreNamed() {
    Ran ran = Ran.in(directory, "help", "--reference", "wishes");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("no page `wishes`", "exit-codes");
  }

  /** Whatever may end with 1 says so in its class, by the name of the code. */
  @Test
  void commandsThatMayEndWithOne_areThoseThatThePageNames() throws IOException {
    Set<String> may = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith("Command.java")).toList()) {
        if (Files.readString(file).contains("ExitCode.FINDING")) {
          may.add(file.getFileName().toString().replace("Command.java", ""));
        }
      }
    }
    Set<String> named =
        Rows.of(ExitCodeReference.class, ExitCodeReference.TABLE).stream()
            .map(row -> row.get(0))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named.stream().map(CommandReferenceTest::type)).containsAll(may);
    named.forEach(words ->
        assertThat(Ran.in(directory, "help", "--reference").out())
            .contains("\n## `portreeve " + words + "`\n"));
  }

  private static String type(String words) {
    return Stream.of(words.split(" "))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  @Test
  void reference_hasEveryCommandThatIsShown_andNoneThatIsHidden() {
    assertThat(Ran.in(directory, "help", "--reference").out())
        .contains("\n## `portreeve run`\n", "\n## `portreeve policy replay`\n")
        .doesNotContain("exercise");
  }
}
