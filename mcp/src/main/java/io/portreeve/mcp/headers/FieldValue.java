package io.portreeve.mcp.headers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * Any text as the value of a header field, and back: what a field cannot safely hold is wrapped as
 * {@code =?base64?…?=} (specification 2026-07-28, value encoding).
 *
 * <p>Reading is strict: a wrapper that does not hold canonical Base64 of UTF-8 gives nothing, and
 * so does a bare value with bytes that a field may not hold.
 */
public final class FieldValue {
  private static final String START = "=?base64?";
  private static final String END = "?=";

  private FieldValue() {}

  /** The field value for {@code text}. */
  public static String encode(String text) {
    if (isPrintable(text) && text.strip().length() == text.length() && !looksWrapped(text)) {
      return text;
    }
    return START + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + END;
  }

  /** The text of a field value, without the blanks around it; empty if it is malformed. */
  public static Optional<String> decode(String value) {
    String bare = trimmed(value);
    if (looksWrapped(bare)) {
      return unwrap(bare);
    }
    return isPrintable(bare.indexOf('\t') < 0 ? bare : bare.replace('\t', ' '))
        ? Optional.of(bare)
        : Optional.empty();
  }

  // no stream: asked of several fields of every request
  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> unwrap(String value) {
    if (value.length() < START.length() + END.length()) {
      return Optional.empty();
    }
    String inside = value.substring(START.length(), value.length() - END.length());
    try {
      byte[] bytes = Base64.getDecoder().decode(inside);
      if (!Base64.getEncoder().encodeToString(bytes).equals(inside)) {
        return Optional.empty();
      }
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static boolean looksWrapped(String text) {
    return text.startsWith(START) && text.endsWith(END);
  }

  /** Without the optional whitespace of RFC 9110, section 5.6.3: spaces and tabs, nothing else. */
  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
