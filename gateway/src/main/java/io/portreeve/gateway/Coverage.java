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

  private Coverage() {}

  /**
   * One kind of message.
   *
   * @param message the method; for answers, what they answer
   * @param controls the controls that judge it by what it is
   */
  public record Row(ListedControl.Judges judges, String message, Set<String> controls) {}

  /** Every kind of message there is. */
  public static List<Row> rows() {
    return text().lines().filter(line -> !line.startsWith("#")).map(Coverage::row).toList();
  }

  private static Row row(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    Stream<String> controls =
        Stream.of(cells.get(2).split(" ", -1)).filter(name -> !name.isEmpty());
    return new Row(
        ListedControl.Judges.valueOf(cells.get(0)), cells.get(1), Set.copyOf(controls.toList()));
  }

  private static String text() {
    try (InputStream in = Coverage.class.getResourceAsStream(TABLE)) {
      return new String(
          Objects.requireNonNull(in, "the table is packed with the classes").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
