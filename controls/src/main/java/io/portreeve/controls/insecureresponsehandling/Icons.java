package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.regex.Pattern;

/**
 * Which icons may be shown: from the web over TLS, or embedded as pixels. An embedded drawing can
 * hold scripts, and other schemes run or read something (specification 2026-07-28, icons).
 */
final class Icons {
  private static final Pattern PIXELS =
      Pattern.compile("(?i)data:image/(?:png|jpeg|jpg|webp|gif|avif);base64,[A-Za-z0-9+/=]*");

  private Icons() {}

  static boolean safe(Json icon) {
    return icon instanceof JsonObject object
        && object.string("src").filter(Icons::safe).isPresent();
  }

  private static boolean safe(String source) {
    return WebUrl.safe(source) || PIXELS.matcher(source).matches();
  }
}
