package io.portreeve.gateway.console;

import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who signed in, by what his browser was given then: for an hour, until he signs out, and no longer
 * than it is kept there.
 */
final class Sessions {
  static final Duration LIFE = Duration.ofHours(1);

  private final ShortLived open;

  Sessions(ShortLived open) {
    this.open = open;
  }

  /**
   * Somebody signed in.
   *
   * @param mark what his browser is given, and no browser had before
   */
  void begin(String mark, Session session) {
    open.putFor(session.visitor().principal(), mark, written(session), LIFE);
  }

  Optional<Session> of(String mark) {
    return open.get(mark).map(Sessions::read);
  }

  void end(String mark) {
    open.remove(mark);
  }

  private static JsonObject written(Session session) {
    JsonObject text =
        JsonObject.builder()
            .put("principal", session.visitor().principal())
            .put("roles", JsonArray.ofStrings(session.visitor().roles().stream().sorted().toList()))
            .put("way", session.way())
            .build();
    return session.key().map(key -> text.with("key", key)).orElse(text);
  }

  private static Session read(JsonObject text) {
    Set<String> roles =
        text.array("roles").stream()
            .flatMap(JsonArray::stream)
            .map(role -> ((JsonString) role).value())
            .collect(Collectors.toUnmodifiableSet());
    return new Session(
        new Visitor(text.string("principal").orElseThrow(), roles),
        text.string("way").orElseThrow(),
        text.string("key"));
  }
}
