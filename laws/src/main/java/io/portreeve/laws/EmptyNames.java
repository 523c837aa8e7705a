package io.portreeve.laws;

import com.sun.source.tree.ClassTree;
import java.util.List;
import java.util.regex.Pattern;

/** No type named by a word that says nothing of its subject. */
final class EmptyNames implements SourceLaw {
  private static final Pattern EMPTY =
      Pattern.compile(".*(Manager|Helpers?|Utils?|Utilit(y|ies)|Impl|Context)");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    return Finder.find(file, ClassTree.class, type -> EMPTY.matcher(type.getSimpleName()).matches())
        .stream()
        .map(type ->
            file.breach(
                "empty-name", type, type.getSimpleName() + ": name it after what it promises"))
        .toList();
  }
}
