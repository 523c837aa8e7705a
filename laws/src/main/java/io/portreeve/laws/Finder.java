package io.portreeve.laws;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds parts of a Java file by their form. */
final class Finder extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Predicate<Tree> wanted;
  private final List<Tree> found = new ArrayList<>();

  private Finder(Predicate<Tree> wanted) {
    this.wanted = wanted;
  }

  /** Every part of the file of this type that the condition accepts, in the file's order. */
  static <T extends Tree> List<T> find(
      JavaFile file, Class<T> type, Predicate<? super T> condition) {
    return find(file.tree(), type, condition);
  }

  /** The same below one part. */
  static <T extends Tree> List<T> find(Tree below, Class<T> type, Predicate<? super T> condition) {
    var finder = new Finder(tree -> type.isInstance(tree) && condition.test(type.cast(tree)));
    finder.scan(below, null);
    return finder.found.stream().map(type::cast).toList();
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    if (tree != null && wanted.test(tree)) {
      found.add(tree);
    }
    return super.scan(tree, null);
  }
}
