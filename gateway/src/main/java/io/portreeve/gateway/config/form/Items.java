package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A list without repetition; every item is read even after another was wrong. */
record Items<T>(Form<T> item, int least) implements Form<List<T>> {
  @Override
  public Optional<List<T>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Sequence(_, _, List<Node> nodes))) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    if (nodes.size() < least) {
      reading.problem(node, "is empty", "expected " + expects());
      return Optional.empty();
    }
    var read = new ArrayList<Optional<T>>();
    for (Node each : nodes) {
      Optional<T> value = item.read(each, reading);
      if (value.isPresent() && read.contains(value)) {
        reading.problem(each, "stands in the list twice", "remove one of the two");
        value = Optional.empty();
      }
      read.add(value);
    }
    return Forms.all(read.stream());
  }

  @Override
  public Object write(List<T> value) {
    return value.stream().map(item::write).toList();
  }

  @Override
  public Map<String, Object> schema() {
    return schema(item, least, true);
  }

  static <T> Map<String, Object> schema(Form<T> item, int least, boolean unique) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "array");
    schema.put("items", item.schema());
    IntStream.of(least).filter(n -> n > 0).forEach(n -> schema.put("minItems", n));
    if (unique) {
      schema.put("uniqueItems", true);
    }
    return schema;
  }

  @Override
  public String expects() {
    return "a list, each item " + item.expects();
  }

  @Override
  public List<Form<?>> parts() {
    return List.of(item);
  }

  @Override
  public void walk(String path, List<T> value, Visitor visitor) {
    for (int i = 0; i < value.size(); i++) {
      item.walk(Node.item(path, i), value.get(i), visitor);
    }
  }
}
