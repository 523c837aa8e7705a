package io.portreeve.gateway.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rows of a table that is packed with classes: cells parted by tabs. */
public final class Rows {
  private Rows() {}

  /**
   * Of the table with this name, what stands behind `#` left out.
   *
   * @param beside a class of the package that it lies in
   */
  public static List<List<String>> of(Class<?> beside, String table) {
    try (InputStream in = beside.getResourceAsStream(table)) {
      byte[] bytes =
          Objects.requireNonNull(in, "the table is packed with the classes").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> List.of(line.split("\t", -1)))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
