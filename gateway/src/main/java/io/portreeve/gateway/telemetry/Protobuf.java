package io.portreeve.gateway.telemetry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.LongStream;

/**
 * One message of Protocol Buffers as it is written (protobuf.dev, "Encoding"): fields one after
 * another, each with its number. What has its type's default is left out, as proto3 has it.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Protobuf text(int field, String value) {
    return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that stand in hexadecimal digits. */
  Protobuf hex(int field, String digits) {
    return digits.isEmpty() ? this : bytes(field, HexFormat.of().parseHex(digits));
  }

  /** Also an empty one is there. */
  Protobuf message(int field, Protobuf value) {
    return bytes(field, value.toBytes());
  }

  Protobuf number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | VARINT);
      varint(value);
    }
    return this;
  }

  /** A number among alternatives, which is written also when it is zero. */
  Protobuf alternative(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  /** Likewise, with a fraction. */
  Protobuf alternative(int field, double value) {
    varint((long) field << 3 | FIXED64);
    little(Double.doubleToRawLongBits(value), 8);
    return this;
  }

  /** Numbers of eight bytes each. */
  Protobuf packed(int field, LongStream values) {
    Protobuf all = new Protobuf();
    values.forEach(value -> all.little(value, 8));
    return message(field, all);
  }

  Protobuf fixed64(int field, long value) {
    if (value != 0) {
      varint((long) field << 3 | FIXED64);
      little(value, 8);
    }
    return this;
  }

  Protobuf fixed32(int field, int value) {
    if (value != 0) {
      varint((long) field << 3 | FIXED32);
      little(value, 4);
    }
    return this;
  }

  private Protobuf bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private void little(long value, int length) {
    for (int i = 0; i < length; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
