package io.portreeve.gateway.config.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries by name in the order of the file; every entry is read even after another was wrong. */
record Entries<T>(Scalar<String> name, Form<T> value, int least) implements Form<Map<String, T>> {
  @Override
  public Optional<Map<String, T>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    if (mapping.entries().size() < least) {
      reading.problem(node, "is empty", "expected " + expects());
      return Optional.empty();
    }
    var read = new LinkedHashMap<String, T>();
    for (Node.Entry entry : mapping.entries()) {
      var written = new Node.Text(entry.place(), entry.value().path(), entry.key());
      Optional<String> right = name.read(written, reading);
      value
          .read(entry.value(), reading)
          .filter(_ -> right.isPresent())
          .ifPresent(v -> read.put(entry.key(), v));
    }
    return read.size() == mapping.entries().size()
        ? Optional.of(Collections.unmodifiableMap(read))
        : Optional.empty();
  }

  @Override
  public Object write(Map<String, T> entries) {
    var out = new LinkedHashMap<String, Object>();
    entries.forEach((key, each) -> out.put(key, value.write(each)));
    return out;
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    if (least > 0) {
      schema.put("minProperties", least);
    }
    schema.put("propertyNames", name.schema());
    schema.put("additionalProperties", value.schema());
    return schema;
  }

  @Override
  public String expects() {
    return "a mapping from " + name.expects() + " to " + value.expects();
  }

  @Override
  public List<Form<?>> parts() {
    return List.of(value);
  }

  @Override
  public void walk(String path, Map<String, T> entries, Visitor visitor) {
    entries.forEach((key, each) -> value.walk(Node.member(path, key), each, visitor));
  }
}
