package io.portreeve.laws;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.stream.Stream;

/**
 * A body of code: of a method, a constructor, an initializer, or a lambda that a field holds.
 *
 * @param lines the lines between its braces
 */
record Body(BlockTree tree, long lines) {

  /** Every body in the file; a lambda inside a method counts as part of that method only. */
  static List<Body> allIn(JavaFile file) {
    return Finder.find(file, ClassTree.class, type -> true).stream()
        .flatMap(type -> type.getMembers().stream())
        .flatMap(Body::ofMember)
        .map(block -> new Body(block, linesOf(file, block)))
        .toList();
  }

  private static Stream<BlockTree> ofMember(Tree member) {
    return switch (member) {
      case MethodTree method -> Stream.ofNullable(method.getBody());
      case BlockTree initializer -> Stream.of(initializer);
      case VariableTree field ->
          Finder.find(field, LambdaExpressionTree.class, l -> l.getBody() instanceof BlockTree)
              .stream()
              .map(lambda -> (BlockTree) lambda.getBody());
      default -> Stream.empty();
    };
  }

  private static long linesOf(JavaFile file, BlockTree block) {
    long between = file.lastLineOf(block) - file.lineOf(block) - 1;
    return Math.max(between, block.getStatements().isEmpty() ? 0 : 1);
  }
}
