package io.portreeve.onnx.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.keys.Secret;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may ask. A page in a browser on this machine may not: it names its origin, and cannot send
 * JSON without asking first, which is answered by nothing.
 *
 * @param token what an asker must show as {@code Authorization: Bearer}; empty: nothing
 */
record ClassifierDoor(Optional<Secret> token) {

  /** The status that such a request is refused with, told by its head; empty if it may ask. */
  Optional<Integer> refuses(HttpRequest request) {
    if (request.headers().has("origin")) {
      return Optional.of(403);
    }
    if (token.isPresent() && !shows(token.get(), request.headers().all("authorization"))) {
      return Optional.of(401);
    }
    return isJson(request.headers().all("content-type")) ? Optional.empty() : Optional.of(415);
  }

  private static boolean shows(Secret token, List<String> shown) {
    return shown.size() == 1
        && MessageDigest.isEqual(
            ("Bearer " + token.revealText()).getBytes(UTF_8), shown.getFirst().getBytes(UTF_8));
  }

  private static boolean isJson(List<String> types) {
    return types.size() == 1
        && types
            .getFirst()
            .split(";", 2)[0]
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals("application/json");
  }
}
