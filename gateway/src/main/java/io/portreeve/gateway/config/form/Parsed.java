package io.portreeve.gateway.config.form;

import java.util.function.Function;

/** What became of a scalar's text: a value, or why not. */
public sealed interface Parsed<T> {
  /** The value. */
  record Right<T>(T value) implements Parsed<T> {}

  /** What is wrong with the text, and what to write instead. Neither may repeat a secret. */
  record Wrong<T>(String what, String fix) implements Parsed<T> {}

  /** The value. */
  static <T> Parsed<T> right(T value) {
    return new Right<>(value);
  }

  /** No value. */
  static <T> Parsed<T> wrong(String what, String fix) {
    return new Wrong<>(what, fix);
  }

  /** The outcome of one more step on a right value. */
  default <S> Parsed<S> then(Function<T, Parsed<S>> next) {
    return switch (this) {
      case Right<T>(T value) -> next.apply(value);
      case Wrong<T>(String what, String fix) -> wrong(what, fix);
    };
  }
}
