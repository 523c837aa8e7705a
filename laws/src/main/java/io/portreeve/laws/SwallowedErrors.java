package io.portreeve.laws;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import java.util.List;
import java.util.Set;

/** No catch of everything, and no catch that does nothing. */
final class SwallowedErrors implements SourceLaw {
  private static final Set<String> EVERYTHING =
      Set.of("Throwable", "java.lang.Throwable", "Error", "java.lang.Error");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    return Finder.find(file, CatchTree.class, c -> (!file.isTest() && catchesAll(c)) || isEmpty(c))
        .stream()
        .map(part ->
            file.breach("swallowed-error", part, "catch what you can answer, and answer it"))
        .toList();
  }

  private static boolean catchesAll(CatchTree part) {
    Tree type = part.getParameter().getType();
    List<? extends Tree> alternatives =
        type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
    return alternatives.stream()
        .anyMatch(alternative -> EVERYTHING.contains(alternative.toString()));
  }

  private static boolean isEmpty(CatchTree part) {
    return part.getBlock().getStatements().isEmpty();
  }
}
