package io.portreeve.laws;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How large a body of code is.
 *
 * @param name whose sizes these are
 * @param files lines of each main file that holds code, smallest first
 * @param bodies lines of each body in them, smallest first
 * @param testLines lines of all its tests
 */
public record Sizes(String name, List<Long> files, List<Long> bodies, long testLines) {
  private static final long FILE_MEDIAN = 70;
  private static final long BODY_P95 = 20;

  /** Measures the files. */
  public static Sizes of(String name, Collection<JavaFile> javaFiles) {
    List<JavaFile> main =
        javaFiles.stream().filter(f -> !f.isTest() && !f.isDescription()).toList();
    return new Sizes(
        name,
        main.stream().map(JavaFile::lines).sorted().toList(),
        main.stream().flatMap(f -> Body.allIn(f).stream()).map(Body::lines).sorted().toList(),
        javaFiles.stream().filter(JavaFile::isTest).mapToLong(JavaFile::lines).sum());
  }

  /**
   * The line below which the given share of the sizes lies, by nearest rank; 0 when there are none.
   */
  public static long percentile(List<Long> sorted, int percent) {
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
  }

  /** What is too large as a whole; single files and bodies are another law's. */
  public List<Breach> breaches() {
    return Stream.of(
            tooLarge("file median", percentile(files, 50), FILE_MEDIAN),
            tooLarge("body p95", percentile(bodies, 95), BODY_P95))
        .flatMap(s -> s)
        .toList();
  }

  /** The heading of the table whose rows are {@link #row}. */
  public static String heading() {
    return "%-10s %6s %21s %7s %21s %7s %7s %9s"
        .formatted(
            "module",
            "files",
            "file med/p95/max",
            "bodies",
            "body med/p95/max",
            "main",
            "test",
            "test/main");
  }

  /** One line of the table. */
  public String row() {
    long mainLines = files.stream().mapToLong(Long::longValue).sum();
    return "%-10s %6d %21s %7d %21s %7d %7d %9.2f"
        .formatted(
            name,
            files.size(),
            spread(files),
            bodies.size(),
            spread(bodies),
            mainLines,
            testLines,
            mainLines == 0 ? 0.0 : (double) testLines / mainLines);
  }

  private Stream<Breach> tooLarge(String what, long size, long most) {
    return size <= most
        ? Stream.empty()
        : Stream.of(new Breach("sizes", name, 0, what + " is " + size + ": at most " + most));
  }

  private static String spread(List<Long> sorted) {
    return percentile(sorted, 50)
        + " / "
        + percentile(sorted, 95)
        + " / "
        + percentile(sorted, 100);
  }
}
