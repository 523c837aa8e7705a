package io.portreeve.gateway.cli;

import io.portreeve.gateway.reference.MarkdownTable;
import io.portreeve.gateway.tables.Rows;

/** How commands end, and what each of those that may end with 1 means by it. */
final class ExitCodeReference {
  static final String TABLE = "endings.txt";

  private static final String HEAD =
      """
      # Exit codes

      How a command of `portreeve` ended. The numbers are a stable contract. Printed by `portreeve help --reference exit-codes`; do not edit.
      """;

  private static final String NO =
      """

      ## What 1 means

      Of these commands; no other ends with 1. `--json` changes nothing about it.
      """;

  private ExitCodeReference() {}

  static String markdown() {
    var codes = new MarkdownTable("code", "meaning");
    ExitCode.meanings().forEach((code, meaning) -> codes.row("`" + code.strip() + "`", meaning));
    var ends = new MarkdownTable("command", "1 means");
    Rows.of(ExitCodeReference.class, TABLE)
        .forEach(row -> ends.row("`portreeve " + row.get(0) + "`", row.get(1)));
    return HEAD + codes + NO + ends;
  }
}
