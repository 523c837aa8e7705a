package io.portreeve.gateway.config.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A whole number in plain digits, both bounds included; a number outside is refused, never moved
 * inside.
 */
record Whole(int least, int most) implements Form<Integer> {
  @Override
  public Optional<Integer> read(Node node, Reading reading) {
    if (!(node instanceof Node.Literal(_, _, var kind, String digits))
        || kind != Node.Kind.NUMBER) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    Optional<Integer> value =
        digits.matches("-?(0|[1-9][0-9]{0,8})")
            ? Optional.of(Integer.parseInt(digits)).filter(n -> n >= least && n <= most)
            : Optional.empty();
    if (value.isEmpty()) {
      reading.problem(node, Words.quoted(digits) + " is not in range", "expected " + expects());
    }
    return value;
  }

  @Override
  public Object write(Integer value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "integer");
    schema.put("minimum", least);
    schema.put("maximum", most);
    return schema;
  }

  @Override
  public String expects() {
    return "a whole number from " + least + " to " + most;
  }
}
