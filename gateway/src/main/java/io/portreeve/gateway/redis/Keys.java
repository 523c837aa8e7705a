package io.portreeve.gateway.redis;

import io.portreeve.gateway.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names of values, and values as scripts take them. */
public final class Keys {
  private static final String OURS = "portreeve:";
  private static final int DIGEST_BYTES = 16;

  private Keys() {}

  /** The place of what is called so, among those of its kind; the name itself is not told. */
  public static String of(String kind, String name) {
    return OURS + kind + ":" + digest(name);
  }

  /** Stands for a name of any length, and tells nothing of it that is not known. */
  public static String digest(String name) {
    return HexFormat.of().formatHex(Digest.sha256(name).bytes(), 0, DIGEST_BYTES);
  }

  /** A number as a script reads it. */
  public static byte[] number(long number) {
    return text(Long.toString(number));
  }

  /** A text as a script reads it. */
  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
