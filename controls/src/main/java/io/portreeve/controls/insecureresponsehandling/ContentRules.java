package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.text.UriScheme;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a content block may be: a known type, the members it needs, bounded sizes, safe links. */
final class ContentRules {
  private static final int LONGEST_MIME_TYPE = 255;

  /** A host and its port, also where the host has the name of a scheme, unless of a script. */
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("//(?!(?i:\\w*script):)[\\w.-]*:[0-9]{1,5}(?:[/?#].*)?", Pattern.DOTALL);

  private final ResponseLimits limits;

  ContentRules(ResponseLimits limits) {
    this.limits = limits;
  }

  Optional<Flaw> block(JsonObject block) {
    return switch (block.string("type").orElse("")) {
      case "text" -> text(block);
      case "image" -> media(block, Set.of("image/")).or(() -> drawing(block));
      case "audio" -> media(block, Set.of("audio/", "application/ogg"));
      case "resource_link" -> link(block);
      case "resource" ->
          block
              .object("resource")
              .map(this::contents)
              .orElse(Flaw.invalid("`resource` is missing"));
      default -> Flaw.invalid("unknown content type");
    };
  }

  /** The contents of a resource: exactly one of text and blob, under a URI of an allowed scheme. */
  Optional<Flaw> contents(JsonObject contents) {
    if (contents.has("text") == contents.has("blob")) {
      return Flaw.invalid("a resource has either `text` or `blob`");
    }
    Optional<Flaw> flaw = contents.has("text") ? text(contents) : blob(contents, "blob");
    return flaw.or(() -> uri(contents)).or(() -> mimeType(contents, false));
  }

  Optional<Flaw> text(JsonObject json) {
    if (!(json.get("text").orElse(JsonNull.NULL) instanceof JsonString text)) {
      return Flaw.invalid("`text` must be a string");
    }
    return limits.fits(text) ? Flaw.none() : tooLarge("a text");
  }

  /** What a block says that it is must be what it is shown as. */
  private Optional<Flaw> media(JsonObject block, Set<String> types) {
    return blob(block, "data")
        .or(() -> mimeType(block, true))
        .or(() ->
            types.stream().anyMatch(type(block)::startsWith)
                ? Flaw.none()
                : Flaw.invalid("`mimeType` does not fit the type of the block"));
  }

  /** A drawing is a document: it may hold scripts, and fetch. */
  private static Optional<Flaw> drawing(JsonObject block) {
    return type(block).contains("svg") || type(block).contains("xml")
        ? Flaw.invalid("an image must be made of pixels")
        : Flaw.none();
  }

  private static String type(JsonObject block) {
    return block.string("mimeType").orElse("").strip().toLowerCase(Locale.ROOT);
  }

  private Optional<Flaw> link(JsonObject block) {
    return block.string("name").isEmpty()
        ? Flaw.invalid("a link needs a `name`")
        : uri(block).or(() -> mimeType(block, false));
  }

  private Optional<Flaw> blob(JsonObject json, String member) {
    Optional<String> data = json.string(member);
    if (data.isEmpty()) {
      return Flaw.invalid("`" + member + "` must be a string");
    }
    if (data.get().length() / 4L * 3 > limits.blobBytes()) {
      return tooLarge("a blob");
    }
    return Base64Text.valid(data.get())
        ? Flaw.none()
        : Flaw.invalid("`" + member + "` is not base64");
  }

  private static Optional<Flaw> mimeType(JsonObject json, boolean required) {
    if (!json.has("mimeType")) {
      return required ? Flaw.invalid("`mimeType` is missing") : Flaw.none();
    }
    String type = json.string("mimeType").orElse("");
    boolean plain =
        !type.isEmpty()
            && type.length() <= LONGEST_MIME_TYPE
            && type.chars().allMatch(c -> c >= ' ' && c < 127);
    return plain ? Flaw.none() : Flaw.invalid("`mimeType` is malformed");
  }

  Optional<Flaw> uri(JsonObject json) {
    return uri(json, "uri");
  }

  /** A URI or the template of one, which begins like those that it stands for. */
  Optional<Flaw> uri(JsonObject json, String member) {
    Optional<String> uri = json.string(member);
    if (uri.isEmpty()) {
      return Flaw.invalid("`" + member + "` must be a string");
    }
    String scheme = scheme(uri.get());
    return limits.allows(scheme) && !disguised(scheme, uri.get())
        ? Flaw.none()
        : Optional.of(
            new Flaw(Reason.URI_SCHEME_REFUSED, "the scheme of `" + member + "` is not allowed"));
  }

  /** A file of another machine, or an address that runs something behind another scheme. */
  private static boolean disguised(String scheme, String uri) {
    String rest = uri.substring(scheme.length() + 1);
    boolean share = scheme.equals("file") && FileAddress.elsewhere(rest);
    boolean port = HOST_AND_PORT.matcher(rest).matches();
    return share || (!port && UriScheme.active(rest, rest.startsWith("//") ? 2 : 0));
  }

  /** RFC 3986, section 3.1; what is no scheme is the empty scheme, which is never allowed. */
  private static String scheme(String uri) {
    int colon = uri.indexOf(':');
    boolean valid =
        colon > 0
            && isLetter(uri.charAt(0))
            && uri.chars()
                .limit(colon)
                .allMatch(c -> isLetter(c) || "0123456789+-.".indexOf(c) >= 0);
    return valid ? uri.substring(0, colon).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean isLetter(int c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static Optional<Flaw> tooLarge(String what) {
    return Optional.of(new Flaw(Reason.RESPONSE_TOO_LARGE, what + " is larger than allowed"));
  }
}
