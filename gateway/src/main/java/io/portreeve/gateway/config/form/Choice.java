package io.portreeve.gateway.config.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One of a closed set of words. */
record Choice<T>(List<T> constants, Function<T, String> word) implements Form<T> {
  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Text(_, _, String text))) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    Optional<T> chosen = constants.stream().filter(c -> word.apply(c).equals(text)).findFirst();
    if (chosen.isEmpty()) {
      reading.problem(
          node,
          Words.quoted(text) + " is not a choice here",
          Words.nearest(text, words())
              .map(near -> "did you mean " + Words.quoted(near) + "?")
              .orElse("expected " + expects()));
    }
    return chosen;
  }

  private List<String> words() {
    return constants.stream().map(word).toList();
  }

  @Override
  public Object write(T value) {
    return word.apply(value);
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("enum", words());
  }

  @Override
  public String expects() {
    return Words.oneOf(words());
  }
}
