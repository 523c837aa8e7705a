package io.portreeve.gateway.config.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A value written as one text.
 *
 * @param expects what to write, with an example in backticks
 * @param pattern the regular expression of the schema; wider than {@code parse} where it has to be
 */
public record Scalar<T>(
    String expects,
    String pattern,
    BiFunction<String, Reading, Parsed<T>> parse,
    Function<T, String> print)
    implements Form<T> {

  /** A scalar whose text is judged by itself. */
  public static <T> Scalar<T> of(
      String expects,
      String pattern,
      Function<String, Parsed<T>> parse,
      Function<T, String> print) {
    return new Scalar<>(expects, pattern, (text, _) -> parse.apply(text), print);
  }

  /** The same form with one more condition. */
  public Scalar<T> where(String expects, Function<T, Parsed<T>> condition) {
    return new Scalar<>(
        expects, pattern, (text, reading) -> parse.apply(text, reading).then(condition), print);
  }

  /** The same text as another type. */
  public <S> Scalar<S> as(Function<T, S> there, Function<S, T> back) {
    return then(value -> Parsed.right(there.apply(value)), back);
  }

  /** The same text as another type, where not every text is one. */
  public <S> Scalar<S> then(Function<T, Parsed<S>> there, Function<S, T> back) {
    return new Scalar<>(
        expects,
        pattern,
        (text, reading) -> parse.apply(text, reading).then(there),
        value -> print.apply(back.apply(value)));
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Text(_, _, String text))) {
      Expected.report(node, expects, reading);
      return Optional.empty();
    }
    return switch (parse.apply(text, reading)) {
      case Parsed.Right<T>(T value) -> Optional.of(value);
      case Parsed.Wrong<T>(String what, String fix) -> {
        reading.problem(node, what, fix);
        yield Optional.empty();
      }
    };
  }

  @Override
  public Object write(T value) {
    return print.apply(value);
  }

  @Override
  public Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "string");
    if (!pattern.isEmpty()) {
      schema.put("pattern", pattern);
    }
    return schema;
  }
}
