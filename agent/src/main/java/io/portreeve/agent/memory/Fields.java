package io.portreeve.agent.memory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Fields one after the other, each behind its length: no two lists of fields have the same bytes.
 */
final class Fields {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Fields text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Fields number(long number) {
    return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  Fields bytes(byte[] field) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
    out.writeBytes(field);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
