package io.portreeve.lab.benign;

import io.portreeve.controls.insecureinput.ArgumentRuling;
import java.util.List;
import java.util.TreeMap;

/** Counts rulings, by pool and way of judging. */
final class Table {
  private final TreeMap<String, Row> rows = new TreeMap<>();

  void add(String pool, String judge, String value, ArgumentRuling ruling) {
    add(
        switch (ruling) {
          case ArgumentRuling.Refused _ -> new Row(pool, judge, 1, 1, 0);
          case ArgumentRuling.Accepted accepted ->
              new Row(pool, judge, 1, 0, accepted.value().equals(value) ? 0 : 1);
        });
  }

  void add(Row row) {
    rows.merge(row.pool() + "\n" + row.judge(), row, Row::and);
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
