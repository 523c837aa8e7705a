package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.guard.Principal;

/**
 * Judges one argument by its kind: first its canonical form, then what the kind demands of it.
 *
 * <p>What is accepted is accepted again, unchanged, when it is judged again.
 */
public final class ArgumentJudge {
  private final PathRule paths;
  private final UrlRule urls;
  private final Ownership ownership;

  public ArgumentJudge(PathResolver paths, AddressResolver addresses, Ownership ownership) {
    this.paths = new PathRule(paths);
    this.urls = new UrlRule(addresses);
    this.ownership = ownership;
  }

  /**
   * What is to become of {@code value} when {@code principal} sends it as an argument of this kind.
   */
  public ArgumentRuling judge(ArgumentKind kind, String value, Principal principal) {
    return switch (kind) {
      case ArgumentKind.PathUnderRoot path -> paths.judge(path, value);
      case ArgumentKind.Url url -> urls.judge(url, value);
      case ArgumentKind.SqlLiteral literal -> SqlLiteralRule.judge(literal, value);
      case ArgumentKind.SqlLikeLiteral _ -> LiteralRules.sqlPattern(value);
      case ArgumentKind.DecimalNumber _ -> LiteralRules.number(value);
      case ArgumentKind.TemplateLiteral _ -> LiteralRules.template(value);
      case ArgumentKind.LdapLiteral _ -> LiteralRules.filter(value);
      case ArgumentKind.Line _ -> LiteralRules.line(value);
      case ArgumentKind.SqlIdentifier identifier -> NameRules.sqlIdentifier(identifier, value);
      case ArgumentKind.ShellWord word -> NameRules.shellWord(word, value);
      case ArgumentKind.Email email -> EmailRule.judge(email, value);
      case ArgumentKind.OwnedId id -> owned(id, value, principal);
      case ArgumentKind.PlainText text ->
          ArgumentRuling.accept(CanonicalText.of(value, text.form()));
      case ArgumentKind.Any _ -> ArgumentRuling.accept(value);
    };
  }

  private ArgumentRuling owned(ArgumentKind.OwnedId kind, String id, Principal principal) {
    return NameRules.id(id)
        .map(ArgumentRuling::refuse)
        .orElseGet(() ->
            ownership.owns(principal, kind.object(), id)
                ? ArgumentRuling.accept(id)
                : ArgumentRuling.refuse(ArgumentFlaw.NOT_OWNED));
  }
}
