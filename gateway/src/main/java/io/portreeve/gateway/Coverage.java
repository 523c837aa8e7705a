package io.portreeve.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which controls have something to say about which kind of message: found out by asking each, and
 * kept as a table.
 */
public final class Coverage {
  private static final String TABLE = "coverage.txt";
  private static final String GAPS = "coverage-gaps.txt";

  private Coverage() {}

  /**
   * One kind of message.
   *
   * @param message the method; for answers, what they answer
   * @param controls the controls that judge it by what it is
   */
  public record Row(ListedControl.Judges judges, String message, Set<String> controls) {}

  /**
   * Controls that could be expected to judge a kind of message and do not.
   *
   * @param why why nothing is lost
   */
  public record Gap(String message, Set<String> controls, String why) {}

  /** Every kind of message there is. */
  public static List<Row> rows() {
    return lines(TABLE)
        .map(cells ->
            new Row(
                ListedControl.Judges.valueOf(cells.get(0)), cells.get(1), controls(cells.get(2))))
        .toList();
  }

  /** Every gap there is. */
  public static List<Gap> gaps() {
    return lines(GAPS)
        .map(cells -> new Gap(cells.get(1), controls(cells.get(2)), cells.get(3)))
        .toList();
  }

  private static Set<String> controls(String cell) {
    Stream<String> names = Stream.of(cell.split(" ", -1)).filter(name -> !name.isEmpty());
    return Set.copyOf(names.toList());
  }

  private static Stream<List<String>> lines(String table) {
    return text(table)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split("\t", -1)));
  }

  private static String text(String table) {
    try (InputStream in = Coverage.class.getResourceAsStream(table)) {
      return new String(
          Objects.requireNonNull(in, "the table is packed with the classes").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
