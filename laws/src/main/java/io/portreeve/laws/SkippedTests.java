package io.portreeve.laws;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No test that may be skipped: neither by annotation nor by an assumption. */
final class SkippedTests implements SourceLaw {
  private static final Pattern ANNOTATION =
      Pattern.compile("(.*\\.)?(Disabled\\w*|Enabled(If|On|For)\\w*|Ignore)");
  private static final Pattern CALL =
      Pattern.compile(
          "((.*\\.)?Assumptions\\.\\w+|assum(e|ing)(That\\w*|True|False|NotNull|NoException)|(.*\\.)?abort)");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    if (!file.isTest()) {
      return List.of();
    }
    Stream<Tree> annotations =
        Finder.find(file, AnnotationTree.class, a -> matches(ANNOTATION, a.getAnnotationType()))
            .stream()
            .map(Tree.class::cast);
    Stream<Tree> calls =
        Finder.find(file, MethodInvocationTree.class, c -> matches(CALL, c.getMethodSelect()))
            .stream()
            .map(Tree.class::cast);
    Stream<Tree> aborts =
        Finder.find(
                file,
                NewClassTree.class,
                n -> n.getIdentifier().toString().endsWith("TestAbortedException"))
            .stream()
            .map(Tree.class::cast);
    return Stream.of(annotations, calls, aborts)
        .flatMap(s -> s)
        .map(part ->
            file.breach("skipped-test", part, "a test runs everywhere or stands in another suite"))
        .toList();
  }

  private static boolean matches(Pattern pattern, Tree name) {
    return pattern.matcher(name.toString()).matches();
  }
}
