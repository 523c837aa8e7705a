package io.portreeve.gateway.cli;

import io.portreeve.mcp.json.Json;
import java.io.Console;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * All that commands see of the world around the process.
 *
 * @param in standard input, as bytes
 * @param bytes standard output, as bytes: for a protocol that is spoken on it
 * @param directory where relative paths of the command line start
 * @param environment the environment variables
 * @param command how this program was called, for hints that can be typed as they stand
 * @param colored whether standard output goes to a terminal that wants color
 */
record Terminal(
    InputStream in,
    OutputStream bytes,
    PrintWriter out,
    PrintWriter err,
    Path directory,
    Function<String, Optional<String>> environment,
    InstantSource clock,
    String command,
    boolean colored) {

  /** The world of this process. Color only on a terminal, and not under {@code NO_COLOR}. */
  static Terminal ofProcess() {
    Function<String, Optional<String>> environment =
        name -> Optional.ofNullable(System.getenv(name));
    boolean wanted =
        environment.apply("NO_COLOR").filter(value -> !value.isEmpty()).isEmpty()
            && !environment.apply("TERM").equals(Optional.of("dumb"));
    return new Terminal(
        System.in,
        System.out,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        environment,
        InstantSource.system(),
        System.getProperty("portreeve.command", "portreeve"),
        isTerminal() && wanted);
  }

  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25 where nobody sits
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** A path of the command line. */
  Path path(Path written) {
    return directory.resolve(written).normalize();
  }

  /** A path as one would write it here. */
  String shown(Path path) {
    return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
  }

  void line(String text) {
    out.println(text);
  }

  /** A text for people that may name commands of this program. */
  void hint(String text) {
    out.println(typed(text));
  }

  /** The text with every command of this program in it as it would be typed here. */
  String typed(String text) {
    return text.replace("`portreeve ", "`" + command + " ");
  }

  /** A line of a help text, likewise. */
  String example(String line) {
    return line.replaceFirst(
        "^(  |.*: )portreeve ", "$1" + Matcher.quoteReplacement(command) + " ");
  }

  /** One JSON value on one line, with nothing in it that a terminal would obey. */
  void line(Json json) {
    out.println(Shown.json(new String(json.toLine(), StandardCharsets.UTF_8)));
  }

  /** Rows with their columns under each other, two spaces apart. */
  void table(List<List<String>> rows) {
    Table.lines(rows).forEach(this::line);
  }

  String good(String text) {
    return colored ? "\033[32m" + text + "\033[0m" : text;
  }

  String bad(String text) {
    return colored ? "\033[31m" + text + "\033[0m" : text;
  }

  String strong(String text) {
    return colored ? "\033[1m" + text + "\033[0m" : text;
  }
}
