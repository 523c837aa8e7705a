package io.portreeve.laws;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * No method offered to others takes an Optional; a record may hold one, for its accessor returns
 * it, and a method that overrides may have to take one.
 */
final class OptionalParameters implements SourceLaw {
  private static final Pattern OPTIONAL =
      Pattern.compile("(java\\.util\\.)?Optional(Int|Long|Double)?(<.*)?");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    if (file.isTest()) {
      return List.of();
    }
    return Finder.find(file, ClassTree.class, type -> true).stream()
        .flatMap(OptionalParameters::offered)
        .flatMap(method -> method.getParameters().stream())
        .filter(OptionalParameters::isOptional)
        .map(parameter -> file.breach("optional-parameter", parameter, "write two methods"))
        .toList();
  }

  private static Stream<MethodTree> offered(ClassTree type) {
    boolean open = type.getKind() == Tree.Kind.INTERFACE;
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(method -> !method.getModifiers().getFlags().contains(Modifier.PRIVATE))
        .filter(method -> open || method.getModifiers().getFlags().contains(Modifier.PUBLIC))
        .filter(method -> !method.getName().contentEquals("<init>") && !overrides(method));
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private static boolean isOptional(VariableTree parameter) {
    var type = parameter.getType();
    return type != null && OPTIONAL.matcher(type.toString()).matches();
  }
}
