package io.portreeve.laws;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** No static field that changes, and nothing bound to a thread. */
final class HiddenState implements SourceLaw {

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    if (file.isTest()) {
      return List.of();
    }
    Stream<Tree> changing =
        Finder.find(file, ClassTree.class, type -> type.getKind() != Tree.Kind.INTERFACE).stream()
            .flatMap(type -> type.getMembers().stream())
            .filter(HiddenState::isChangingStatic)
            .map(Tree.class::cast);
    Stream<Tree> threadBound =
        Finder.find(
                file,
                IdentifierTree.class,
                name -> name.getName().toString().endsWith("ThreadLocal"))
            .stream()
            .map(Tree.class::cast);
    return Stream.concat(changing, threadBound)
        .map(part ->
            file.breach("hidden-state", part, "pass it as an argument or hold it in an object"))
        .toList();
  }

  private static boolean isChangingStatic(Tree member) {
    if (!(member instanceof VariableTree field)) {
      return false;
    }
    var flags = field.getModifiers().getFlags();
    return flags.contains(Modifier.STATIC) && !flags.contains(Modifier.FINAL);
  }
}
