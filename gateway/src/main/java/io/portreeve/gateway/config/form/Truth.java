package io.portreeve.gateway.config.form;

import java.util.Map;
import java.util.Optional;

/** {@code true} or {@code false}, unquoted. */
record Truth() implements Form<Boolean> {
  @Override
  public Optional<Boolean> read(Node node, Reading reading) {
    if (node instanceof Node.Literal(_, _, var kind, String word) && kind == Node.Kind.TRUTH) {
      return Optional.of(word.equals("true"));
    }
    Expected.report(node, expects(), reading);
    return Optional.empty();
  }

  @Override
  public Object write(Boolean value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "boolean");
  }

  @Override
  public String expects() {
    return "`true` or `false`";
  }
}
