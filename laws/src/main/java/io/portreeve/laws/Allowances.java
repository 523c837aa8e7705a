package io.portreeve.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The exceptions that the project grants itself, each with its reason; one that is no longer used
 * is a breach.
 */
public final class Allowances {
  private final List<Allowance> granted;

  private Allowances(List<Allowance> granted) {
    this.granted = granted;
  }

  /**
   * Reads lines of the form {@code law path reason in words}; blank lines and lines that begin with
   * # say nothing.
   */
  public static Allowances parse(String text) {
    return new Allowances(
        text.lines()
            .map(String::strip)
            .filter(Predicate.not(String::isEmpty))
            .filter(line -> !line.startsWith("#"))
            .map(Allowances::parseLine)
            .toList());
  }

  /** The breaches that no allowance covers, and each allowance that covers nothing. */
  public List<Breach> apply(List<Breach> breaches) {
    List<Breach> left =
        new ArrayList<>(
            breaches.stream().filter(b -> granted.stream().noneMatch(a -> a.covers(b))).toList());
    granted.stream()
        .filter(allowance -> breaches.stream().noneMatch(allowance::covers))
        .forEach(unused ->
            left.add(
                new Breach(
                    "allowance", unused.file(), 1, "unused for " + unused.law() + ": remove it")));
    return left;
  }

  private static Allowance parseLine(String line) {
    String[] parts = line.split("\\s+", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("an allowance is a law, a file and a reason: " + line);
    }
    return new Allowance(parts[0], parts[1]);
  }

  private record Allowance(String law, String file) {
    boolean covers(Breach breach) {
      return breach.law().equals(law) && breach.file().equals(file);
    }
  }
}
