package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a whole text as one section. All problems come at once, in the order of the file. */
public final class Document {
  private Document() {}

  /** What became of a text. */
  public sealed interface Outcome<R> {
    /** It is right. */
    record Right<R>(R value, Set<Reference> references) implements Outcome<R> {}

    /** It is not: at least one problem. */
    record Wrong<R>(List<Problem> problems) implements Outcome<R> {}
  }

  /** Reads the text, with the overlay in its place, as the section. */
  public static <R> Outcome<R> read(
      Section<R> section, String text, Surroundings surroundings, Overlay overlay) {
    var problems = new ArrayList<Problem>();
    Optional<Node.Mapping> root = Yaml.read(unmarked(text), problems);
    if (root.isEmpty()) {
      return new Outcome.Wrong<>(problems.stream().sorted().toList());
    }
    Node.Mapping mapping = overlay.over(root.get(), problems::add);
    var reading = new Reading(mapping, surroundings);
    problems.forEach(reading::problem);
    Optional<R> value = section.read(mapping, reading);
    return value.isPresent() && reading.count() == 0
        ? new Outcome.Right<>(value.get(), reading.references())
        : new Outcome.Wrong<>(reading.problems());
  }

  private static String unmarked(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /** Where the value stands that this path of keys leads to; outside, if the text has none. */
  public static Place place(String text, String path) {
    return Yaml.read(unmarked(text), new ArrayList<>())
        .flatMap(root -> within(root, path))
        .map(Node::place)
        .orElse(Place.OUTSIDE);
  }

  private static Optional<Node> within(Node node, String path) {
    if (node.path().equals(path)) {
      return Optional.of(node);
    }
    return node instanceof Node.Mapping mapping
        ? mapping.entries().stream()
            .flatMap(entry -> within(entry.value(), path).stream())
            .findFirst()
        : Optional.empty();
  }
}
