package io.portreeve.laws;

import com.sun.source.tree.MethodTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of what specifications require names a test for each requirement, or says why there is
 * none, and every test that it names is there.
 *
 * <p>A requirement begins its line; under it, indented, stand its tests, as {@code
 * package/ClassTest#method}, or {@code none:} and a reason.
 */
public final class ProvenRequirements {
  private final String file;
  private final Set<String> tests;
  private final List<Breach> breaches = new ArrayList<>();

  private ProvenRequirements(String file, Set<String> tests) {
    this.file = file;
    this.tests = tests;
  }

  /** What is unproven, and what is named but not there; tests by their paths and methods. */
  public static List<Breach> breachesIn(String file, String text, Set<String> tests) {
    ProvenRequirements list = new ProvenRequirements(file, tests);
    list.read(text.lines().toList());
    return list.breaches;
  }

  /** Every test of the project's files, as the list names it. */
  public static Set<String> testsOf(List<JavaFile> files) {
    return files.stream()
        .filter(JavaFile::isTest)
        .flatMap(file ->
            Finder.find(file, MethodTree.class, ProvenRequirements::isTest).stream()
                .map(method -> place(file.path()) + "#" + method.getName()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isTest(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(one -> one.getAnnotationType().toString().endsWith("Test"));
  }

  private static String place(String path) {
    String name = path.substring(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1);
    return name.substring(0, name.length() - ".java".length());
  }

  private void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(" ")) {
        proof(i + 1, line.strip());
      } else if (!line.isBlank() && !line.startsWith("#") && !isIndented(lines, i + 1)) {
        breaches.add(new Breach("requirements", file, i + 1, "no test, and no reason: " + line));
      }
    }
  }

  private static boolean isIndented(List<String> lines, int index) {
    return index < lines.size() && lines.get(index).startsWith(" ");
  }

  private void proof(int line, String named) {
    if (!named.startsWith("none: ") && !tests.contains(named)) {
      breaches.add(new Breach("requirements", file, line, "there is no test " + named));
    }
  }
}
