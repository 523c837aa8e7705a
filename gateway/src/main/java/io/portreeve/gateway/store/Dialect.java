package io.portreeve.gateway.store;

/** What the databases say in different ways; all other SQL of the ports is understood by each. */
enum Dialect {
  SQLITE("IN (SELECT value FROM json_each(?))"),
  // An array, and no set: that is looked up in an index, however much the planner knows of a table.
  POSTGRES("= ANY (ARRAY(SELECT json_array_elements_text(CAST(? AS json))))");

  private final String isAmong;

  Dialect(String isAmong) {
    this.isAmong = isAmong;
  }

  /** Stands behind a column that has one of the texts of a JSON array, which is its parameter. */
  String isAmong() {
    return isAmong;
  }
}
