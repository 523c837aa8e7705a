package io.portreeve.gateway.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which arguments a condition looks at. The others are not put into values for it: most calls carry
 * more, and longer ones, than rules ask about.
 *
 * @param all whether it may look at any, or at how many there are
 * @param names those that it names, if not
 */
record ArgumentNames(boolean all, Set<String> names) {
  private static final String INDEX = "_[_]";
  private static final ArgumentNames ALL = new ArgumentNames(true, Set.of());

  ArgumentNames {
    names = Set.copyOf(names);
  }

  static ArgumentNames in(CelAbstractSyntaxTree tree) {
    List<CelNavigableExpr> uses =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .filter(node -> node.getKind() == ExprKind.Kind.IDENT)
            .filter(node -> node.expr().ident().name().equals(Conditions.ARGUMENTS))
            .toList();
    Set<String> names = new LinkedHashSet<>();
    for (CelNavigableExpr use : uses) {
      Optional<String> name = use.parent().flatMap(parent -> named(use.expr(), parent.expr()));
      if (name.isEmpty()) {
        return ALL;
      }
      names.add(name.get());
    }
    return new ArgumentNames(false, names);
  }

  boolean areNone() {
    return !all && names.isEmpty();
  }

  /** Of {@code args.name}, also where it is only asked for, and of {@code args["name"]}. */
  private static Optional<String> named(CelExpr arguments, CelExpr parent) {
    if (parent.getKind() == ExprKind.Kind.SELECT) {
      return Optional.of(parent.select().field());
    }
    boolean indexed =
        parent.getKind() == ExprKind.Kind.CALL
            && parent.call().function().equals(INDEX)
            && parent.call().args().getFirst().id() == arguments.id();
    return indexed ? text(parent.call().args().getLast()) : Optional.empty();
  }

  private static Optional<String> text(CelExpr index) {
    return index.getKind() == ExprKind.Kind.CONSTANT
            && index.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(index.constant().stringValue())
        : Optional.empty();
  }
}
