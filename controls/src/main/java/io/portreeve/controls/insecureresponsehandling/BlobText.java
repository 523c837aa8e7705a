package io.portreeve.controls.insecureresponsehandling;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text inside a blob, where a reader would show it as one: by its media type, or, where the
 * type says nothing, by its bytes: what is UTF-8 throughout and has no NUL.
 */
final class BlobText {
  /** What a blob holds. */
  sealed interface Content {
    /** Text, in this encoding. */
    record Legible(String text, Charset charset) implements Content {
      String encoded(String clean) {
        return Base64.getEncoder().encodeToString(clean.getBytes(charset));
      }
    }

    /** No text. */
    record Binary() implements Content {}

    /** What says that it is text, and cannot be read. */
    record Illegible() implements Content {}
  }

  private static final Set<String> TEXTUAL =
      Set.of("json", "xml", "javascript", "ecmascript", "yaml", "x-yaml", "toml", "sql", "x-sh");
  private static final Set<String> SAYING_NOTHING =
      Set.of("application/octet-stream", "binary/octet-stream");
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})");

  private BlobText() {}

  /** The content of {@code base64}, which is valid. */
  static Content of(String base64, Optional<String> mimeType) {
    String type = mimeType.map(BlobText::essence).orElse("application/octet-stream");
    boolean open = SAYING_NOTHING.contains(type);
    if (!open && !textual(type)) {
      return new Content.Binary();
    }
    byte[] bytes = Base64.getDecoder().decode(base64);
    return charset(mimeType.orElse(""))
        .flatMap(charset -> read(bytes, charset))
        .filter(content -> !open || content.text().indexOf('\0') < 0)
        .<Content>map(content -> content)
        .orElseGet(() -> open ? new Content.Binary() : new Content.Illegible());
  }

  private static String essence(String mimeType) {
    return mimeType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean textual(String type) {
    String subtype = type.substring(type.indexOf('/') + 1);
    return type.startsWith("text/")
        || subtype.endsWith("+xml")
        || subtype.endsWith("+json")
        || (type.startsWith("application/") && TEXTUAL.contains(subtype));
  }

  private static Optional<Charset> charset(String mimeType) {
    Matcher named = CHARSET.matcher(mimeType);
    if (!named.find()) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    try {
      return Optional.of(Charset.forName(named.group(1))).filter(Charset::canEncode);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Content.Legible> read(byte[] bytes, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return Optional.of(new Content.Legible(text, charset));
    } catch (CharacterCodingException otherBytes) {
      return Optional.empty();
    }
  }
}
