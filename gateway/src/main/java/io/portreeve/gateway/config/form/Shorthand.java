package io.portreeve.gateway.config.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section that may also be written as one word, when that word says all of it. */
record Shorthand<T>(Key<T, ?> brief, Section<T> full) implements Form<T> {
  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (node instanceof Node.Mapping) {
      return full.read(node, reading);
    }
    var entry = new Node.Entry(brief.name(), node.place(), node);
    return full.read(new Node.Mapping(node.place(), node.path(), List.of(entry)), reading);
  }

  @Override
  public Object write(T value) {
    return full.write(value);
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("anyOf", List.of(brief.form().schema(), full.schema()));
    return schema;
  }

  @Override
  public String expects() {
    return brief.form().expects() + ", or a mapping with more keys";
  }

  @Override
  public List<Form<?>> parts() {
    return List.of(full);
  }

  @Override
  public void walk(String path, T value, Visitor visitor) {
    full.walk(path, value, visitor);
  }
}
