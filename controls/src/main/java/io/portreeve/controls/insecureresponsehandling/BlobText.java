package io.portreeve.controls.insecureresponsehandling;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text inside a blob, where a reader would show it as one. What its media type says is believed
 * only of pictures, sound, films, fonts, PDF and packed data, which readers take apart; all else is
 * text if there is no NUL in it: UTF-16 with its mark, or UTF-8, also with bytes among it that are
 * none, since readers go on behind them.
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

  /** Whole types only: what says more than that says nothing. Drawings are XML. */
  private static final Pattern APART =
      Pattern.compile(
          "(?:image|audio|video|font)/(?![a-z0-9.+-]*(?:svg|xml|json|text))[a-z0-9.+-]+"
              + "|application/(?:x-|vnd\\.(?:google\\.)?)?(?:pdf|protobuf|cbor|msgpack)");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([A-Za-z0-9._:+-]{1,40})");

  private BlobText() {}

  /** The content of {@code base64}, which is valid. */
  static Content of(String base64, Optional<String> mimeType) {
    String type = mimeType.map(BlobText::essence).orElse("");
    if (APART.matcher(type).matches()) {
      return new Content.Binary();
    }
    byte[] bytes = Base64.getDecoder().decode(base64);
    return textual(type) ? declared(bytes, mimeType.orElse("")) : sniffed(bytes, mimeType);
  }

  private static Content declared(byte[] bytes, String mimeType) {
    return charset(mimeType)
        .flatMap(charset -> read(bytes, charset))
        .<Content>map(content -> content)
        .orElseGet(Content.Illegible::new);
  }

  private static Content sniffed(byte[] bytes, Optional<String> mimeType) {
    Stream<Content.Legible> whole =
        Stream.of(charset(mimeType.orElse("")), Optional.of(UTF_8), marked(bytes))
            .flatMap(Optional::stream)
            .distinct()
            .flatMap(charset -> read(bytes, charset).stream());
    return Stream.concat(whole, Stream.of(broken(bytes)))
        .filter(content -> content.text().indexOf('\0') < 0)
        .findFirst()
        .<Content>map(content -> content)
        .orElseGet(Content.Binary::new);
  }

  private static String essence(String mimeType) {
    String type = mimeType.split(";", 2)[0].toLowerCase(Locale.ROOT);
    return BLANKS.matcher(type).replaceAll("");
  }

  /** The encoding that the mark at the beginning tells. */
  private static Optional<Charset> marked(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    return switch (mark) {
      case 0xFEFF -> Optional.of(UTF_16BE);
      case 0xFFFE -> Optional.of(UTF_16LE);
      default -> Optional.empty();
    };
  }

  /** Text with bytes in it that are none, each taken for its character of ISO 8859-1. */
  private static Content.Legible broken(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = UTF_8.newDecoder();
    for (CoderResult result = decoder.decode(in, text, true);
        result.isError();
        result = decoder.decode(in, text, true)) {
      for (int i = 0; i < result.length(); i++) {
        text.put((char) (in.get() & 0xFF));
      }
    }
    return new Content.Legible(text.flip().toString(), UTF_8);
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
      return Optional.of(UTF_8);
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
