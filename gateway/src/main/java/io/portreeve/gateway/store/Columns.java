package io.portreeve.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The forms that values take in columns, written and read in one place. */
final class Columns {
  private static final String SEPARATOR = "\n";

  private Columns() {}

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    Instant instant = instant(row, column);
    return row.wasNull() ? Optional.empty() : Optional.of(instant);
  }

  /** Strings without control characters, one a line, in order. */
  static String lines(Collection<String> values) {
    return String.join(SEPARATOR, new TreeSet<>(values));
  }

  static Set<String> set(String lines) {
    return lines.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(lines.split(SEPARATOR, -1)));
  }

  /** Names without '=' and values, none with control characters, one pair a line. */
  static String pairs(Map<String, String> pairs) {
    return lines(pairs.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }

  static Map<String, String> map(String pairs) {
    Map<String, String> map = new TreeMap<>();
    for (String pair : set(pairs)) {
      int equals = pair.indexOf('=');
      map.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return map;
  }
}
