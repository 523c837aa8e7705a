package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32;

/** What an attacker can make who knows a key's id and our source: all but the secret. */
final class KeyForgery {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private KeyForgery() {}

  /** An intact key with this id. */
  static String withId(String id) {
    String body = "ptr_" + id + "_" + "a".repeat(43);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(US_ASCII));
    StringBuilder checksum = new StringBuilder();
    for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
      checksum.append(DIGITS.charAt((int) (rest % 62)));
    }
    return body + checksum.reverse();
  }
}
