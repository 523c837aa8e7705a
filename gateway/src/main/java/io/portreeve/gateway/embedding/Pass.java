package io.portreeve.gateway.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;

/**
 * By what a server knows the {@link Front} in front of it: 256 random bits that never leave this
 * process but to that server. A server that answers nobody without it cannot be reached past the
 * front, whoever else is on its machine.
 */
public final class Pass {
  /** The header field that it comes in. */
  public static final String FIELD = "Portreeve-Pass";

  private static final int BYTES = 32;

  private final String value;

  private Pass(String value) {
    this.value = value;
  }

  /** A pass that nobody has yet; one for each start. */
  public static Pass fresh() {
    byte[] bits = new byte[BYTES];
    new SecureRandom().nextBytes(bits);
    return new Pass(HexFormat.of().formatHex(bits));
  }

  /**
   * Whether a request with these values of {@link #FIELD} comes from the front: true for the one
   * right value and nothing else. Takes as long for a wrong one as for the right one.
   */
  public boolean opens(Collection<String> values) {
    return values.size() == 1
        && MessageDigest.isEqual(value.getBytes(UTF_8), values.iterator().next().getBytes(UTF_8));
  }

  /** What the front sends. */
  String value() {
    return value;
  }

  /** Tells nothing of it. */
  @Override
  public String toString() {
    return "Pass[redacted]";
  }
}
