package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A language that there are rules for. */
enum Language {
  JAVASCRIPT(RuleBook.JAVASCRIPT, ".*\\.([cm]?[jt]s|[jt]sx)"),
  PYTHON(RuleBook.PYTHON, ".*\\.pyw?");

  private final RuleBook book;
  private final Pattern names;

  Language(RuleBook book, String names) {
    this.book = book;
    this.names = Pattern.compile(names);
  }

  /** The language of a file of this name; empty: there are no rules for it. */
  static Optional<Language> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isDeclaration(lower)
        ? Optional.empty()
        : Stream.of(values()).filter(one -> one.names.matcher(lower).matches()).findFirst();
  }

  /** What only names types does nothing. */
  private static boolean isDeclaration(String name) {
    return name.endsWith(".d.ts") || name.endsWith(".d.mts") || name.endsWith(".d.cts");
  }

  /** The rules of this language alone. */
  List<Rule> rules() {
    return book.patterns();
  }
}
