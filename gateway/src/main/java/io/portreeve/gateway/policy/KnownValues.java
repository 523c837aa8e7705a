package io.portreeve.gateway.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.guard.Principal.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is compared with a value that it never has, and what is asked of a principal that none has.
 * A rule with such a condition never speaks, or always, and nothing else would tell its author.
 */
final class KnownValues {
  private static final String PRINCIPAL = "principal";

  /** What is so in every configuration. */
  static final Map<String, List<String>> ALWAYS =
      Map.of(
          "kind",
          Facts.KINDS,
          PRINCIPAL + ".authentication",
          Stream.of(Authentication.values()).map(Authentication::wire).toList());

  private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "@in");

  private final List<CelExpr> all;
  private final Map<String, List<String>> values;
  private final Set<String> bound;

  private KnownValues(List<CelExpr> all, Map<String, List<String>> values) {
    this.all = all;
    this.values = values;
    this.bound =
        all.stream()
            .filter(one -> one.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION)
            .map(one -> one.comprehension().iterVar())
            .collect(Collectors.toSet());
  }

  /**
   * The first such fault of a condition, in words for its author.
   *
   * @param values what it can be, by the expression that has one of them
   */
  static Optional<String> fault(CelAbstractSyntaxTree tree, Map<String, List<String>> values) {
    List<CelExpr> all =
        CelNavigableAst.fromAst(tree).getRoot().allNodes().map(node -> node.expr()).toList();
    return new KnownValues(all, values).fault();
  }

  private Optional<String> fault() {
    return all.stream().flatMap(one -> Stream.concat(member(one), compared(one))).findFirst();
  }

  private Stream<String> member(CelExpr expression) {
    return asked(expression)
        .filter(Predicate.not(Facts.MEMBERS::contains))
        .map(name ->
            "a principal has no `%s`, only %s"
                .formatted(Words.shown(name), String.join(", ", Facts.MEMBERS)))
        .stream();
  }

  /** Which member of the principal it is, if it is one: {@code a.b} or {@code a["b"]}. */
  private Optional<String> asked(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT ->
          isPrincipal(expression.select().operand())
              ? Optional.of(expression.select().field())
              : Optional.empty();
      case CALL ->
          expression.call().function().equals("_[_]")
                  && isPrincipal(expression.call().args().getFirst())
              ? texts(expression.call().args().getLast()).findFirst()
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private boolean isPrincipal(CelExpr expression) {
    return ident(expression).filter(PRINCIPAL::equals).isPresent();
  }

  /** A variable of ours; one that a loop binds may have the same name. */
  private Optional<String> ident(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
        ? Optional.of(expression.ident().name()).filter(Predicate.not(bound::contains))
        : Optional.empty();
  }

  private Stream<String> compared(CelExpr expression) {
    if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
        || !COMPARISONS.contains(expression.call().function())) {
      return Stream.empty();
    }
    List<CelExpr> sides = expression.call().args();
    return Stream.concat(
        never(sides.getFirst(), sides.getLast()), never(sides.getLast(), sides.getFirst()));
  }

  private Stream<String> never(CelExpr variable, CelExpr value) {
    Optional<String> name =
        asked(variable).map(member -> PRINCIPAL + "." + member).or(() -> ident(variable));
    List<String> possible = name.map(values::get).orElse(List.of());
    return possible.isEmpty()
        ? Stream.empty()
        : texts(value)
            .filter(Predicate.not(possible::contains))
            .map(text -> never(name.orElseThrow(), text, possible));
  }

  private static String never(String name, String text, List<String> values) {
    String near = Words.nearest(text, values).map(it -> "; did you mean `" + it + "`?").orElse("");
    String possible =
        values.size() == 1
            ? "always " + Words.quoted(values.getFirst())
            : "one of " + String.join(", ", values);
    return "`%s` is never `%s`: it is %s%s".formatted(name, Words.shown(text), possible, near);
  }

  /** The texts that are written there, by themselves or in a list. */
  private static Stream<String> texts(CelExpr expression) {
    List<CelExpr> parts = new ArrayList<>(List.of(expression));
    if (expression.getKind() == CelExpr.ExprKind.Kind.LIST) {
      parts.addAll(expression.list().elements());
    }
    return parts.stream()
        .filter(part -> part.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
        .map(CelExpr::constant)
        .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
        .map(CelConstant::stringValue);
  }
}
