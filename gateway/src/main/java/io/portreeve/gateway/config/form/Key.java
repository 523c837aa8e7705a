package io.portreeve.gateway.config.form;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One key of a section, described once: name, form, default, which direction of change is weaker,
 * and what it is for.
 *
 * @param <R> the record that the section becomes
 * @param <V> the type of the value
 * @param name lower case, words joined by dashes; one that weakens Portreeve begins with {@code
 *     insecure-}
 * @param of the value in the finished record
 * @param absent the value where the file has no such key; empty if the key must be given
 * @param strength which changes of the value weaken Portreeve
 * @param fixed whether a running gateway cannot take over a new value
 * @param says one or two plain sentences for the reference page and the editor
 */
public record Key<R, V>(
    String name,
    Form<V> form,
    Function<R, V> of,
    Optional<Supplier<V>> absent,
    Strength<V> strength,
    boolean fixed,
    String says) {

  /** What begins the name of every key that weakens. */
  public static final String INSECURE = "insecure-";

  /** A key that must be given. */
  public static <R, V> Key<R, V> required(
      String name, Form<V> form, Function<R, V> of, Strength<V> strength, String says) {
    return new Key<>(name, form, of, Optional.empty(), strength, false, says);
  }

  /** A key with a default. */
  public static <R, V> Key<R, V> of(
      String name, Form<V> form, V absent, Function<R, V> of, Strength<V> strength, String says) {
    return new Key<>(name, form, of, Optional.of(() -> absent), strength, false, says);
  }

  /** A key whose absence is a value of its own. */
  public static <R, V> Key<R, Optional<V>> optional(
      String name,
      Form<V> form,
      Function<R, Optional<V>> of,
      Strength<Optional<V>> strength,
      String says) {
    return of(name, new OptionalForm<>(form), Optional.empty(), of, strength, says);
  }

  /** A section inside a section; absent, it is what its own keys say by default. */
  public static <R, V> Key<R, V> section(
      String name, Section<V> section, Function<R, V> of, String says) {
    return new Key<>(
        name, section, of, Optional.of(section::defaults), Strength.inside(section), false, says);
  }

  /** The same key, of a value that only a new start takes over. */
  public Key<R, V> untilRestart() {
    return new Key<>(name, form, of, absent, strength, true, says);
  }

  boolean insecure() {
    return name.startsWith(INSECURE);
  }

  /** Whether the record carries something else than the default here. */
  boolean isSet(R record) {
    return absent.map(value -> !value.get().equals(of.apply(record))).orElse(true);
  }
}
