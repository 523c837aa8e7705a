package io.portreeve.laws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every package says what it promises, forbids null, and stands under its module's name. */
public final class Packages {

  private Packages() {}

  /** Every breach among the main files of the project. */
  public static List<Breach> breachesIn(List<JavaFile> files) {
    List<JavaFile> main =
        files.stream().filter(file -> !file.isTest()).filter(file -> !isModule(file)).toList();
    Map<String, JavaFile> descriptions = new HashMap<>();
    main.stream()
        .filter(file -> file.path().endsWith("/package-info.java"))
        .forEach(file -> descriptions.put(directoryOf(file), file));
    Set<String> directories =
        main.stream().map(Packages::directoryOf).collect(Collectors.toCollection(TreeSet::new));
    List<Breach> breaches = new ArrayList<>();
    for (String directory : directories) {
      var description = descriptions.get(directory);
      if (description == null) {
        breaches.add(
            new Breach(
                "package",
                directory + "/package-info.java",
                1,
                "missing: say what the package promises"));
      } else {
        breaches.addAll(breachesIn(description));
      }
    }
    return breaches;
  }

  private static List<Breach> breachesIn(JavaFile description) {
    List<Breach> breaches = new ArrayList<>();
    if (description.tree().getPackageAnnotations().stream()
        .noneMatch(a -> a.toString().contains("NullMarked"))) {
      breaches.add(
          new Breach("package", description.path(), 1, "annotate the package with @NullMarked"));
    }
    if (!description.text().stripLeading().startsWith("/**")) {
      breaches.add(
          new Breach(
              "package",
              description.path(),
              1,
              "say in one to four sentences what the package promises"));
    }
    String root = "io.portreeve." + description.module();
    String name = description.packageName();
    if (!name.equals(root) && !name.startsWith(root + ".")) {
      breaches.add(
          new Breach(
              "package",
              description.path(),
              1,
              "stands in module " + description.module() + ": name it " + root));
    }
    return breaches;
  }

  private static boolean isModule(JavaFile file) {
    return file.path().endsWith("/module-info.java");
  }

  private static String directoryOf(JavaFile file) {
    return file.path().substring(0, file.path().lastIndexOf('/'));
  }
}
