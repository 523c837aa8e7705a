package io.portreeve.lab.benign;

import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts as arguments of the kinds that an operator can declare for text: as a whole, and their
 * first lines, which are as long as most arguments.
 */
final class Texts {
  private static final List<ArgumentKind> KINDS =
      List.of(
          new ArgumentKind.PlainText(Form.NFC),
          new ArgumentKind.SqlLiteral(),
          new ArgumentKind.TemplateLiteral(),
          new ArgumentKind.LdapLiteral(),
          new ArgumentKind.Line());

  private final ArgumentJudge judge;

  Texts(ArgumentJudge judge) {
    this.judge = judge;
  }

  /** Each line has a {@code text}; one whose {@code label} is not 0 is an attack, and left out. */
  void judge(Path file, Table table) throws IOException {
    for (JsonObject line : LineFile.objects(file)) {
      boolean benign = line.integer("label").orElse(0L) == 0L;
      String text = line.string("text").orElse("");
      if (benign && !text.isEmpty()) {
        String pool = line.string("source").orElse("texts");
        for (ArgumentKind kind : KINDS) {
          one(pool, kind, text, table);
        }
      }
    }
  }

  private void one(String pool, ArgumentKind kind, String text, Table table) {
    if (!(kind instanceof ArgumentKind.Line)) {
      table.add(pool, kind.wire() + ", whole", text, judge.judge(kind, text, Exchanges.ANNA));
    }
    String first = text.lines().findFirst().orElse("");
    table.add(pool, kind.wire() + ", a line", first, judge.judge(kind, first, Exchanges.ANNA));
  }
}
