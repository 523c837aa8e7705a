package io.portreeve.gateway.nodes;

import io.portreeve.gateway.store.Digest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Of the secrets that nodes share, those that one node knows, by marks that nobody finds them out
 * by.
 *
 * @param marks that of what is made there first, then of what is accepted besides
 */
public record NodeSecrets(List<String> marks) {
  private static final int LENGTH = 16;
  private static final String BETWEEN = ",";

  public NodeSecrets {
    if (marks.isEmpty() || marks.stream().anyMatch(mark -> mark.length() != LENGTH)) {
      throw new IllegalArgumentException("a node knows one secret at least");
    }
    marks = List.copyOf(marks);
  }

  /** As a node says it; what is made is made under the first. */
  public static NodeSecrets of(List<Digest> marks) {
    return new NodeSecrets(marks.stream().map(NodeSecrets::mark).toList());
  }

  /** By which a secret is named among nodes. */
  public static String mark(Digest whole) {
    return whole.hex().substring(0, LENGTH);
  }

  /** What a node said, if it said anything of them. */
  static Optional<NodeSecrets> read(String text) {
    List<String> marks = List.of(text.split(BETWEEN, -1));
    return marks.stream().allMatch(mark -> mark.length() == LENGTH)
        ? Optional.of(new NodeSecrets(marks))
        : Optional.empty();
  }

  String text() {
    return String.join(BETWEEN, marks);
  }

  /** That under which keys are made there, and what is sealed. */
  public String makes() {
    return marks.getFirst();
  }

  /** Those that hold there besides. */
  public List<String> accepts() {
    return marks.subList(1, marks.size());
  }

  /**
   * Why one of the two refuses keys of the other: it does not know the secret that they are made
   * under. Empty if neither does.
   */
  public Optional<String> whyRefused(NodeSecrets other) {
    String why =
        String.join(
            " and ",
            Stream.of(
                    Stream.of(
                            "makes keys under " + other.makes() + ", which this node does not know")
                        .filter(_ -> !marks.contains(other.makes())),
                    Stream.of("does not know " + makes() + ", under which they are made here")
                        .filter(_ -> !other.marks.contains(makes())))
                .flatMap(it -> it)
                .toList());
    return why.isEmpty() ? Optional.empty() : Optional.of(why);
  }
}
