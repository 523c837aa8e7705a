package io.portreeve.gateway.conversations;

import io.portreeve.gateway.redis.RedisSession;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of a conversation something is: the how-manieth, of which run of the server, and a
 * mark by which two of the same number are told apart.
 */
record Version(long number, String run, String mark) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}):([^:]{1,128}):([0-9a-f]{16})");
  private static final int MARK_BYTES = 8;

  /** Empty for what no node wrote. */
  static Optional<Version> read(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new Version(Long.parseLong(parts.group(1)), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** That which comes after what stands there, whoever wrote that. */
  static Version after(String before, RedisSession session, SecureRandom random) {
    byte[] mark = new byte[MARK_BYTES];
    random.nextBytes(mark);
    long number = read(before).map(Version::number).orElse(0L) + 1;
    return new Version(number, session.run(), HexFormat.of().formatHex(mark));
  }

  String text() {
    return number + ":" + run + ":" + mark;
  }

  boolean isOf(RedisSession session) {
    return run.equals(session.run());
  }

  /** Whether it may be what became of another: it is newer, or that very one. */
  boolean follows(Version other) {
    return number > other.number || equals(other);
  }
}
