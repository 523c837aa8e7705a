package io.portreeve.gateway.cli;

import io.portreeve.gateway.display.VisibleText;
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

/**
 * All that commands see of the world around the process.
 *
 * @param in standard input, as bytes
 * @param bytes standard output, as bytes: for a protocol that is spoken on it
 * @param directory where relative paths of the command line start
 * @param environment the environment variables
 * @param owner the user of the system whose process this is; empty if it does not say
 * @param commands this program's commands as they can be typed here, for hints
 * @param width how many characters of a line can be seen; no end to them where nobody looks
 * @param colored whether standard output goes to a terminal that wants color
 */
public record Terminal(
    InputStream in,
    OutputStream bytes,
    PrintWriter out,
    PrintWriter err,
    Path directory,
    Function<String, Optional<String>> environment,
    Optional<String> owner,
    InstantSource clock,
    Typed commands,
    int width,
    boolean colored) {

  private static final int USUAL_WIDTH = 80;
  private static final String SECTION = "  ";

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
        ProcessHandle.current().info().user(),
        InstantSource.system(),
        new Typed(System.getProperty("portreeve.command", "portreeve"), Optional.empty()),
        isTerminal() ? columns(environment) : Integer.MAX_VALUE,
        isTerminal() && wanted);
  }

  /** What the shell says, if it does; it seldom tells what it starts. */
  private static int columns(Function<String, Optional<String>> environment) {
    return environment
        .apply("COLUMNS")
        .filter(text -> text.matches("[1-9][0-9]{1,3}"))
        .map(Integer::valueOf)
        .orElse(USUAL_WIDTH);
  }

  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25 where nobody sits
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Whether a person sees what is written, and types what is read. */
  public boolean attended() {
    return width != Integer.MAX_VALUE;
  }

  /** Who sits there; empty if the system does not know. */
  Optional<String> user() {
    return environment
        .apply("USER")
        .or(() -> Optional.ofNullable(System.getProperty("user.name")))
        .filter(name -> !name.isBlank() && !name.equals("?"));
  }

  /**
   * Who sits there as the system knows him: the user whose process this is, or who became root by
   * sudo for it. Anybody can write into his environment who called sudo; only of root's it counts,
   * since whoever is root may be anybody.
   */
  String person() {
    return environment
        .apply("SUDO_USER")
        .filter(name -> !name.isBlank() && owner.equals(Optional.of("root")))
        .or(() -> owner)
        .orElse("unknown");
  }

  /** A path of the command line. */
  public Path path(Path written) {
    return directory.resolve(written).normalize();
  }

  /** A path as one would write it here. */
  String shown(Path path) {
    return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
  }

  /** A line as it is, however long: of a log, or to be copied. */
  void line(String text) {
    out.println(text);
  }

  /** A text for people that may name commands of this program, and be of any length. */
  void hint(String text) {
    Wrapped.lines(typed(text), width).forEach(this::line);
  }

  /** The same of what is no part of the answer, such as what is wrong: on standard error. */
  void aside(String text) {
    Wrapped.lines(typed(text), width).forEach(err::println);
  }

  /** The text with every command of this program in it as it would be typed here. */
  public String typed(String text) {
    return commands.of(text);
  }

  /** The same world, where commands are typed in another way. */
  Terminal typing(Typed otherwise) {
    return new Terminal(
        in, bytes, out, err, directory, environment, owner, clock, otherwise, width, colored);
  }

  /** One JSON value on one line, with nothing in it that a terminal would obey. */
  public void line(Json json) {
    out.println(VisibleText.json(new String(json.toLine(), StandardCharsets.UTF_8)));
  }

  /** Rows with their columns under each other, two spaces apart. */
  void table(List<List<String>> rows) {
    Table.lines(rows, width).forEach(this::line);
  }

  /** The same further in, with commands of this program as they would be typed. */
  void section(List<List<String>> rows) {
    List<List<String>> typed =
        rows.stream().map(row -> row.stream().map(this::typed).toList()).toList();
    Table.lines(typed, width - SECTION.length()).forEach(line -> line(SECTION + line));
  }

  /** Text that may be of any length, as it is. */
  void text(String text) {
    Wrapped.lines(text, width).forEach(this::line);
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
