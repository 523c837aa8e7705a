package io.portreeve.gateway.config.form;

import java.util.List;
import java.util.Optional;

/** A place of the file that a rule between keys can point at. */
public final class Spot {
  private final Node node;
  private final String path;
  private final Reading reading;

  Spot(Node node, String path, Reading reading) {
    this.node = node;
    this.path = path;
    this.reading = reading;
  }

  /** The value of a member; where the file has none, the place of its parent. */
  public Spot at(String key) {
    String inner = Node.member(path, key);
    return node instanceof Node.Mapping mapping
        ? mapping
            .get(key)
            .map(value -> new Spot(value, inner, reading))
            .orElseGet(() -> new Spot(node, inner, reading))
        : new Spot(node, inner, reading);
  }

  /** The value of a key. */
  public Spot at(Key<?, ?> key) {
    return at(key.name());
  }

  /** The items of a list; none where no list was written. */
  public List<Spot> items() {
    return node instanceof Node.Sequence list
        ? list.items().stream().map(item -> new Spot(item, item.path(), reading)).toList()
        : List.of();
  }

  /** The text that stands here, whether or not it is right. */
  public Optional<String> text() {
    return node instanceof Node.Text(_, _, String text) ? Optional.of(text) : Optional.empty();
  }

  /** Reports a problem here. */
  public void problem(String what, String fix) {
    reading.problem(new Problem(node.place(), path, what, fix));
  }
}
