package io.portreeve.gateway.config.form;

import java.util.Map;
import java.util.Optional;

/** A number with its unit; a bare number is refused with a word about the unit. */
record Amount<T>(Scalar<T> form) implements Form<T> {
  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (node instanceof Node.Literal(_, _, var kind, String digits) && kind == Node.Kind.NUMBER) {
      reading.problem(node, Words.quoted(digits) + " has no unit", "expected " + form.expects());
      return Optional.empty();
    }
    return form.read(node, reading);
  }

  @Override
  public Object write(T value) {
    return form.write(value);
  }

  @Override
  public Map<String, Object> schema() {
    return form.schema();
  }

  @Override
  public String expects() {
    return form.expects();
  }
}
