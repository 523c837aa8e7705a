package io.portreeve.testkit.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.testkit.server.HttpWire;
import java.io.IOException;
import java.util.Arrays;

/** Writes text in chunks of a few bytes, which end in the midst of characters and line ends. */
final class Crumbs {
  private static final int[] SIZES = {61, 1, 7, 2, 113, 3, 19, 1, 5};

  private final HttpWire wire;
  private int next;

  Crumbs(HttpWire wire) {
    this.wire = wire;
  }

  void write(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    int from = 0;
    while (from < bytes.length) {
      int to = Math.min(bytes.length, from + SIZES[next++ % SIZES.length]);
      wire.chunk(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
  }
}
