package io.portreeve.gateway.telemetry;

/** Something that is told of a span, by a name that conventions or {@link Names} define. */
sealed interface Attribute {
  String key();

  /** In words. */
  record Text(String key, String value) implements Attribute {}

  /** In numbers. */
  record Whole(String key, long value) implements Attribute {}
}
