package io.portreeve.laws;

import com.sun.source.tree.MemberSelectTree;
import java.util.List;
import java.util.Set;

/**
 * No printing to the console outside the packages of commands: those named cli, the lab's own, the
 * bench, and what makes the site.
 */
final class Printing implements SourceLaw {
  private static final Set<String> CONSOLE =
      Set.of("System.out", "System.err", "java.lang.System.out", "java.lang.System.err");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    if (file.isTest() || isCommandLine(file.packageName())) {
      return List.of();
    }
    return Finder.find(file, MemberSelectTree.class, Printing::prints).stream()
        .map(part -> file.breach("printing", part, "only the packages of commands print"))
        .toList();
  }

  private static boolean isCommandLine(String packageName) {
    return (packageName + ".").contains(".cli.")
        || Set.of("io.portreeve.lab", "io.portreeve.site").contains(packageName)
        || (packageName + ".").startsWith("io.portreeve.bench.");
  }

  private static boolean prints(MemberSelectTree part) {
    return CONSOLE.contains(part.toString())
        || part.getIdentifier().contentEquals("printStackTrace");
  }
}
