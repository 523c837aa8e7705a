package io.portreeve.onnx.model;

import java.util.Arrays;

/**
 * So much of a text as a graph reads at once: the numbers of its tokens, and which part each is of.
 */
final class Window {
  private final long[] ids;
  private final long[] types;

  Window(long[] ids, long[] types) {
    this.ids = ids;
    this.types = types;
  }

  /** One that says the same token so many times. */
  static Window of(long id, int times) {
    long[] ids = new long[times];
    Arrays.fill(ids, id);
    return new Window(ids, new long[times]);
  }

  int size() {
    return ids.length;
  }

  /** Not to be changed. */
  long[] ids() {
    return ids;
  }

  /** Not to be changed. */
  long[] types() {
    return types;
  }
}
