package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.portreeve.gateway.cli.Documentation.Block;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever types what the documentation says is understood. */
class DocumentedCommandsTest {
  /** A line that the shell reads on into the next. */
  private static final Pattern CONTINUED = Pattern.compile("\\s*\\\\\n\\s*");

  private static final Pattern COMMAND = Pattern.compile("^\\s*(?:\\$ )?(?:\\./)?portreeve (.*)$");
  private static final Pattern EXPLAINED = Pattern.compile("\\s{2,}\\S.*$|\\s+#.*$|\\s+[|<>&].*$");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** A command as it stands somewhere. */
  record Typed(String where, List<String> words) {
    @Override
    public String toString() {
      return where + ": " + String.join(" ", words);
    }
  }

  static List<Typed> commands() throws IOException {
    return Documentation.blocks().stream().flatMap(DocumentedCommandsTest::commands).toList();
  }

  private static Stream<Typed> commands(Block block) {
    return CONTINUED
        .matcher(block.text())
        .replaceAll(" ")
        .lines()
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .map(found -> EXPLAINED.matcher(found.group(1)).replaceFirst(""))
        // What stands after `lab` and a word is read by another program.
        .filter(words -> !words.matches("lab [a-z].*"))
        .map(words -> new Typed(block.where(), words(words)));
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(line);
    while (found.find()) {
      words.add(
          Stream.of(1, 2, 3)
              .map(found::group)
              .filter(one -> one != null)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }

  @Test
  void documentation_hasCommands() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_isUnderstood(Typed typed) {
    String[] words = typed.words().toArray(String[]::new);
    var all =
        Portreeve.commandLine(
            Ran.terminal(new StringWriter(), new StringWriter(), Path.of("."), Map.of()),
            _ -> {},
            _ -> {},
            Application.elsewhere(),
            words);

    assertThatCode(() -> all.parseArgs(words)).doesNotThrowAnyException();
  }
}
