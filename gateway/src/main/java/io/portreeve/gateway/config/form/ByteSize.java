package io.portreeve.gateway.config.form;

import java.util.List;

/**
 * An amount of bytes, written with a binary unit: {@code 512B}, {@code 64KiB}, {@code 4MiB}, {@code
 * 1GiB}.
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  /** The units of the written form, each 1024 of the one before. */
  static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes is negative");
    }
  }

  /** So many KiB. */
  public static ByteSize ofKib(long kib) {
    return new ByteSize(Math.multiplyExact(kib, 1L << 10));
  }

  /** So many MiB. */
  public static ByteSize ofMib(long mib) {
    return new ByteSize(Math.multiplyExact(mib, 1L << 20));
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The shortest written form. */
  @Override
  public String toString() {
    int unit = 0;
    long amount = bytes;
    while (amount != 0 && amount % 1024 == 0 && unit < UNITS.size() - 1) {
      amount /= 1024;
      unit++;
    }
    return amount + UNITS.get(unit);
  }
}
