package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One reading of one file: what was found wrong so far, what the file refers to, and what surrounds
 * it.
 */
public final class Reading {
  private final Node.Mapping root;
  private final Surroundings surroundings;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Reference> references = new LinkedHashSet<>();

  Reading(Node.Mapping root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  /** What the file's references are resolved against. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** Reports that the value at the node is wrong; the reading goes on. */
  public void problem(Node at, String what, String fix) {
    problems.add(new Problem(at.place(), at.path(), what, fix));
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void refersTo(Reference reference) {
    references.add(reference);
  }

  /**
   * The names that the file declares under a key of its top level, whether or not what they declare
   * is right.
   */
  public List<String> declared(String key) {
    return root.get(key)
        .filter(Node.Mapping.class::isInstance)
        .map(node -> ((Node.Mapping) node).entries().stream().map(Node.Entry::key).toList())
        .orElse(List.of());
  }

  /** Every problem so far, in the order of the file, each once. */
  List<Problem> problems() {
    return problems.stream().sorted().distinct().toList();
  }

  /** How many problems there are so far. */
  int count() {
    return problems.size();
  }

  Set<Reference> references() {
    return Set.copyOf(references);
  }
}
