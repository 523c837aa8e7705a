package io.portreeve.controls.text;

/**
 * Makes a text safe for one sink.
 *
 * <p>Every implementation answers for every string, returns the same instance if nothing had to
 * change, and leaves its own output alone: {@code encode(encode(x).text()).text()} equals {@code
 * encode(x).text()}.
 */
@FunctionalInterface
public interface SinkEncoder {
  /** The text as the sink may have it. */
  Encoded encode(String text);

  /** This encoder, and then {@code next} on what it made. */
  default SinkEncoder then(SinkEncoder next) {
    return text -> {
      Encoded first = encode(text);
      return next.encode(first.text()).and(first.found());
    };
  }
}
