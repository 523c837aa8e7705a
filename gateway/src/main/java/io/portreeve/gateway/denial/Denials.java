package io.portreeve.gateway.denial;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.LoadedFile;
import io.portreeve.gateway.config.RulePlaces;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.Node;
import io.portreeve.gateway.tables.Rows;
import io.portreeve.guard.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of every refusal the same three things, in the same words wherever it is told. Where it is
 * written is told by the text that the configuration was read from: that may say something else
 * than what held then.
 */
public final class Denials {
  private static final String TABLE = "denials.txt";

  /** What is not about a tool is written beside the tools of its server, and below none. */
  private static final int OF_A_SERVER = 3;

  private static final String NAMED = "rule ";
  private static final Pattern RULE = Pattern.compile("rule `([^`]{1,64})`");
  private static final Set<String> NO_KEYS =
      Set.of("the store", "the server", "the client", "the credential", "built in");

  private final Map<String, Row> rows;
  private final Optional<Configuration> configuration;
  private final Optional<AmendedText> text;

  private record Row(String rule, String where, String allows) {}

  private Denials(Optional<Configuration> configuration, Optional<AmendedText> text) {
    this.rows = rows();
    this.configuration = configuration;
    this.text = text;
  }

  /** By a configuration, and the text that it was read from, if that was a file's. */
  public static Denials of(Configuration configuration) {
    Optional<AmendedText> text =
        configuration.loaded().map(LoadedFile::text).flatMap(AmendedText::read);
    return new Denials(Optional.of(configuration), text);
  }

  /** Where no configuration is known, as of a copy of a log: keys are named, and no lines. */
  public static Denials ofNone() {
    return new Denials(Optional.empty(), Optional.empty());
  }

  /** Of a reason that refuses; of another nothing. */
  public Optional<Denial> of(Reason reason, Refused what) {
    return Optional.ofNullable(rows.get(reason.wire())).map(row -> denial(row, what));
  }

  private Denial denial(Row row, Refused what) {
    Optional<String> name = name(row, what);
    List<String> keys = keys(row.where(), what);
    String ruled = row.rule().startsWith(NAMED) ? "what " + shown(keys) + " says" : row.rule();
    return new Denial(
        name.map(it -> "rule `" + it + "`").orElse(ruled),
        name.flatMap(this::place).orElseGet(() -> written(row.where(), keys)),
        filled(row.allows(), what));
  }

  private static Optional<String> name(Row row, Refused what) {
    return Optional.of(row.rule())
        .filter(rule -> rule.startsWith(NAMED))
        .flatMap(_ -> rules(what.detail()).findFirst());
  }

  /** The names of the rules that the detail of a control's word names. */
  public static Stream<String> rules(String detail) {
    return RULE.matcher(detail).results().map(found -> found.group(1));
  }

  /** Where the rule of this name is written; empty if the configuration has none. */
  public Optional<String> place(String name) {
    return configuration
        .flatMap(right -> new RulePlaces(right.policy()).of(name))
        .map(this::located);
  }

  private static List<String> keys(String where, Refused what) {
    return NO_KEYS.contains(where)
        ? List.of()
        : Stream.of(where.split("/"))
            .map(key -> key.equals("{server}") ? what.server() : key)
            .map(key -> key.equals("{subject}") ? what.subject() : key)
            .limit(where.contains("{subject}") && !what.tool() ? OF_A_SERVER : Integer.MAX_VALUE)
            .takeWhile(key -> !key.isEmpty())
            .toList();
  }

  private String written(String where, List<String> keys) {
    return keys.isEmpty() ? where : located(keys);
  }

  /** The file and the line; of what the file does not say, that it does not. */
  private String located(List<String> keys) {
    if (text.isEmpty()) {
      return shown(keys);
    }
    String file =
        configuration
            .flatMap(Configuration::file)
            .map(Path::getFileName)
            .map(Path::toString)
            .orElse("");
    return text.get().says(keys)
        ? file + ":" + text.get().line(keys) + " (" + shown(keys) + ")"
        : "not in " + file + ": the default of " + shown(keys) + " holds";
  }

  private static String shown(List<String> keys) {
    String path = "";
    for (String key : keys) {
      path =
          key.matches("[0-9]+") ? Node.item(path, Integer.parseInt(key)) : Node.member(path, key);
    }
    return "`" + path + "`";
  }

  private static String filled(String text, Refused what) {
    return text.replace("{subject}", what.subject().isEmpty() ? "it" : what.subject())
        .replace("{server}", what.server().isEmpty() ? "the server" : what.server())
        .replace("{principal}", what.principal().isEmpty() ? "the caller" : what.principal());
  }

  private static Map<String, Row> rows() {
    return Rows.of(Denials.class, TABLE).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                List::getFirst, cells -> new Row(cells.get(1), cells.get(2), cells.get(3))));
  }
}
