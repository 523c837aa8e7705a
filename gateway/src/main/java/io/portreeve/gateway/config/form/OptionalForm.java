package io.portreeve.gateway.config.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form whose value may be missing from the file; written, it must be right. */
record OptionalForm<T>(Form<T> present) implements Form<Optional<T>> {
  @Override
  @SuppressWarnings("OptionalMapToOptional") // read, and absent, are two different answers
  public Optional<Optional<T>> read(Node node, Reading reading) {
    return present.read(node, reading).map(Optional::of);
  }

  @Override
  public Object write(Optional<T> value) {
    return value.map(present::write).orElseThrow();
  }

  @Override
  public Map<String, Object> schema() {
    return present.schema();
  }

  @Override
  public String expects() {
    return present.expects();
  }

  @Override
  public List<Form<?>> parts() {
    return List.of(present);
  }

  @Override
  public void walk(String path, Optional<T> value, Visitor visitor) {
    value.ifPresent(there -> present.walk(path, there, visitor));
  }
}
