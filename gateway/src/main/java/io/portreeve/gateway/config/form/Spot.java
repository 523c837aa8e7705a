package io.portreeve.gateway.config.form;

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

  /** An item of a list. */
  public Spot at(int index) {
    Node item =
        node instanceof Node.Sequence list && index < list.items().size()
            ? list.items().get(index)
            : node;
    return new Spot(item, Node.item(path, index), reading);
  }

  /** Reports a problem here. */
  public void problem(String what, String fix) {
    reading.problem(new Problem(node.place(), path, what, fix));
  }
}
