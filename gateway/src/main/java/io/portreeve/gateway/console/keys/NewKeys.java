package io.portreeve.gateway.console.keys;

import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keys that were just made, until the page that shows them is loaded, at whatever node: once,
 * within a minute, by the session that made them. So the form that makes one is behind a page that
 * can be loaded anew.
 */
final class NewKeys {
  static final Duration LIFE = Duration.ofMinutes(1);

  private static final String PRINCIPAL = "principal";
  private static final String TEXT = "text";

  private final ShortLived kept;

  NewKeys(ShortLived kept) {
    this.kept = kept;
  }

  /** What is shown of one. */
  record Made(String id, String principal, Secret text) {}

  /**
   * One was made.
   *
   * @param mark of the session that made it
   */
  void keep(String mark, IssuedKey key) {
    JsonObject content =
        JsonObject.empty()
            .with(PRINCIPAL, key.record().principal())
            .with(TEXT, key.text().revealText());
    kept.put(name(mark, key.record().id()), content, LIFE);
  }

  /** The one with this id, which is gone from here then. */
  Optional<Made> take(String mark, String id) {
    return kept.take(name(mark, id)).map(content -> made(id, content));
  }

  private static Made made(String id, JsonObject content) {
    return new Made(
        id,
        content.string(PRINCIPAL).orElseThrow(),
        Secret.ofText(content.string(TEXT).orElseThrow()));
  }

  /** Of which key, and of whose session. */
  private static String name(String mark, String id) {
    return JsonArray.ofStrings(List.of(mark, id)).toString();
  }
}
