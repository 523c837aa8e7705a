package io.portreeve.gateway.config.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A list with at least one item, in which items may repeat. */
record Repeatable<T>(Form<T> item) implements Form<List<T>> {
  @Override
  public Optional<List<T>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Sequence(_, _, List<Node> nodes))) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    if (nodes.isEmpty()) {
      reading.problem(node, "is empty", "expected " + expects());
      return Optional.empty();
    }
    return Forms.all(nodes.stream().map(each -> item.read(each, reading)).toList().stream());
  }

  @Override
  public Object write(List<T> value) {
    return value.stream().map(item::write).toList();
  }

  @Override
  public Map<String, Object> schema() {
    return Items.schema(item, 1, false);
  }

  @Override
  public String expects() {
    return "a list, each item " + item.expects();
  }
}
