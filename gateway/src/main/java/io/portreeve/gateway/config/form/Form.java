package io.portreeve.gateway.config.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form of a value in the file: how it is read, written back, described to an editor and named
 * to a person.
 *
 * <p>Law: for every value {@code v} that {@link #read} gives, reading what {@link #write} made of
 * it gives {@code v} again.
 */
public interface Form<T> {
  /** The value, or empty after at least one problem was reported. */
  Optional<T> read(Node node, Reading reading);

  /** The value as text, number, truth value, list or map: what a JSON writer can print. */
  Object write(T value);

  /**
   * JSON Schema 2020-12 of the values that {@link #read} may accept; it may accept less than the
   * schema.
   */
  Map<String, Object> schema();

  /** What is expected, as in "expected {@code a duration such as `30s`}". */
  String expects();

  /** The forms that this one is made of, so that every key of a file can be listed. */
  default List<Form<?>> parts() {
    return List.of();
  }

  /** Shows the visitor every key inside the value. */
  default void walk(String path, T value, Visitor visitor) {}

  /** Is shown keys with their values. */
  @FunctionalInterface
  interface Visitor {
    <R, V> void visit(String path, Key<R, V> key, R owner);
  }
}
