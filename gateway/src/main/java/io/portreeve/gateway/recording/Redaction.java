package io.portreeve.gateway.recording;

import io.portreeve.mcp.json.Json;
import java.util.function.UnaryOperator;

/**
 * What is left of arguments in a record.
 *
 * @param word how a record says which of the two it was, so that nobody takes a shape for a value
 */
public record Redaction(String word, UnaryOperator<Json> of) {
  /** The word of {@link #full}. */
  public static final String FULL = "full";

  /** The word of {@link #shape}. */
  public static final String SHAPE = "shape";

  /** All of them, as they came. */
  public static Redaction full() {
    return new Redaction(FULL, UnaryOperator.identity());
  }

  /** Their shape, as this makes it. */
  public static Redaction shape(UnaryOperator<Json> of) {
    return new Redaction(SHAPE, of);
  }
}
