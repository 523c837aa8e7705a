package io.portreeve.gateway.badinput;

import java.util.List;

/** One line of {@code schemas.txt}, where its form is explained. */
record BadSchema(int number, String name, String schema) {

  static List<BadSchema> all() {
    return Table.read("schemas.txt", 2).stream()
        .map(row ->
            new BadSchema(row.number(), row.columns().get(0), Table.repeated(row.columns().get(1))))
        .toList();
  }

  /** The name of a tool that has it, for arguments or for results. */
  String id(String kind) {
    return kind + "-" + number;
  }

  /** The definition of that tool. */
  String tool(String kind, String schemas) {
    return "{\"name\":\"" + id(kind) + "\"," + schemas + "}";
  }
}
