package io.portreeve.controls.text;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The sink follows the text as one URI: it goes to the web, mail or telephone, or is relative.
 *
 * <p>Any other scheme, in any disguise that {@link UriScheme} undoes, gets {@code unsafe:} in
 * front. Blanks around the URI are dropped; controls, blanks and the ASCII characters that RFC 3986
 * does not allow are percent-encoded. Letters beyond ASCII stay (RFC 3987). Where the host is, and
 * whether it may be reached, is not judged here.
 */
public final class UriEncoder implements SinkEncoder {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Override
  public Encoded encode(String text) {
    String uri = text.strip();
    Tally tally = new Tally();
    if (uri.length() < text.length()) {
      tally.add(TextFlaw.URI_CHARACTER, text.length() - uri.length());
    }
    StringBuilder out = new StringBuilder(uri.length() + 8);
    if (!UriScheme.allowed(uri, UriScheme.LINKS)) {
      tally.add(TextFlaw.ACTIVE_URI);
      out.append(UriScheme.INERT).append(':');
    }
    uri.codePoints().forEach(c -> append(c, out, tally));
    return tally.of(tally.isEmpty() ? text : out.toString());
  }

  private static void append(int c, StringBuilder out, Tally tally) {
    if (!forbidden(c)) {
      out.appendCodePoint(c);
      return;
    }
    tally.add(TextFlaw.URI_CHARACTER);
    for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HEX.toHexDigits(octet));
    }
  }

  private static boolean forbidden(int c) {
    if (c < 0x80) {
      return c <= 0x20 || c == 0x7F || "<>\"{}|\\^`".indexOf(c) >= 0;
    }
    return Invisibles.of(c) != null || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
