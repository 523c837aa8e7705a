package io.portreeve.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * DEPENDENCIES.md names every library of others that a POM names, with every column filled, and no
 * other.
 */
public final class ListedDependencies {
  private static final int COLUMNS = 5;

  private ListedDependencies() {}

  /** What is missing, incomplete or left over in the document. */
  public static List<Breach> breachesIn(Set<String> libraries, String document) {
    List<List<String>> rows = rows(document);
    Set<String> listed =
        rows.stream()
            .map(row -> row.getFirst().replace("`", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    List<Breach> breaches = new ArrayList<>();
    rows.stream()
        .filter(row -> row.size() != COLUMNS || row.stream().anyMatch(String::isBlank))
        .forEach(row -> breaches.add(breach(row.getFirst() + ": fill " + COLUMNS + " columns")));
    new TreeSet<>(libraries)
        .stream()
            .filter(l -> !listed.contains(l))
            .forEach(l -> breaches.add(breach(l + " is not listed")));
    listed.stream()
        .filter(l -> !libraries.contains(l))
        .forEach(l -> breaches.add(breach(l + " is listed but not used")));
    return breaches;
  }

  /** Every library that the project's POMs name. */
  public static Set<String> namedBy(Project project) {
    return Stream.concat(Stream.of("."), project.modules().stream())
        .map(directory -> Pom.read(project.root().resolve(directory).resolve("pom.xml")))
        .flatMap(
            pom -> Stream.concat(pom.managedLibraries().stream(), pom.usedLibraries().stream()))
        .filter(library -> !library.endsWith("-bom"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<List<String>> rows(String document) {
    return document
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line ->
            Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList())
        .toList();
  }

  private static Breach breach(String what) {
    return new Breach("dependencies", "DEPENDENCIES.md", 1, what);
  }
}
