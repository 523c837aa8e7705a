package io.portreeve.gateway.keeping;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What is made of JSON, and made once of what comes again in the very same bytes. Whoever sends too
 * much for all of it to be remembered makes all of it be made again, and nothing worse. For any
 * number of threads.
 */
public final class Unchanged<V> {
  /** Ten thousand definitions of a length that is usual. */
  private static final long MOST_BYTES = 12L << 20;

  /** What remembering costs beside the bytes. */
  private static final long EACH = 200;

  private final Function<Json, V> making;
  private final Map<JsonText, V> known = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  /** Remembers nothing yet; the same bytes must always make the same. */
  public Unchanged(Function<Json, V> making) {
    this.making = making;
  }

  /** What is made of it. */
  public V of(Json json) {
    JsonText text = JsonText.of(json);
    V before = known.get(text);
    if (before != null) {
      return before;
    }
    V made = making.apply(json);
    keep(text, made);
    return made;
  }

  private void keep(JsonText text, V made) {
    if (size.addAndGet(text.length() + EACH) > MOST_BYTES) {
      known.clear();
      size.set(text.length() + EACH);
    }
    known.put(text.alone(), made);
  }
}
