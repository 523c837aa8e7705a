package io.portreeve.gateway.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tables of cases: one a line, columns between bars, comments behind a hash. */
final class Table {
  private static final Pattern REPEATED = Pattern.compile("<<(\\d+) (.*?)>>");

  private Table() {}

  /**
   * One line.
   *
   * @param number in the file, from 1
   */
  record Row(int number, List<String> columns) {}

  /** The rows of a file beside this class; bars in the last column are part of it. */
  static List<Row> read(String name, int columns) {
    try (InputStream file = Table.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
      List<Row> rows = new ArrayList<>();
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(new Row(number, List.of(line.split("\\s*\\|\\s?", columns))));
        }
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The text with {@code <<N text>>} written out. */
  static String repeated(String text) {
    return REPEATED
        .matcher(text)
        .replaceAll(
            it -> Matcher.quoteReplacement(it.group(2).repeat(Integer.parseInt(it.group(1)))));
  }
}
