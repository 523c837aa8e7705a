package io.portreeve.gateway.login;

import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Users at authorization servers, by the {@code state} that brings them back: once, within ten
 * minutes, and in the browser that they left with.
 *
 * @param <T> what they left for
 */
public final class UnderWay<T> {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String PURPOSE = "purpose";
  private static final String BROWSER = "browser";

  private final ShortLived away;
  private final Function<T, JsonObject> writing;
  private final Function<JsonObject, T> reading;

  /**
   * Those that are kept there.
   *
   * @param reading what was written; throws a {@link RuntimeException} for what never was
   */
  public UnderWay(
      ShortLived away, Function<T, JsonObject> writing, Function<JsonObject, T> reading) {
    this.away = away;
    this.writing = writing;
    this.reading = reading;
  }

  /**
   * A user leaves, who is known; if he does so very often, he drives away his own.
   *
   * @param browser what the browser was given that the user leaves with
   */
  public void add(String principal, String state, String browser, T purpose) {
    put("user " + principal, state, browser, purpose);
  }

  /** Likewise, somebody of whom nothing is known but where he comes from. */
  public void addUnknown(Peer from, String state, String browser, T purpose) {
    put("network " + from.network(), state, browser, purpose);
  }

  private void put(String sharer, String state, String browser, T purpose) {
    JsonObject left = JsonObject.of(PURPOSE, writing.apply(purpose)).with(BROWSER, browser);
    away.putFor(sharer, state, left, LIFE);
  }

  /** What brings a user back with this state; from then on it brings back nobody. */
  public Optional<T> take(String state, String browser) {
    return away.take(state)
        .filter(left -> left.string(BROWSER).filter(browser::equals).isPresent())
        .flatMap(left -> left.object(PURPOSE))
        .map(reading);
  }
}
