package io.portreeve.gateway.redis;

import io.portreeve.gateway.store.StoreUnavailable;
import java.util.List;

/** What a script answered: numbers and bytes, in the order that it says. */
public final class RedisReply {
  private final List<?> values;

  RedisReply(List<?> values) {
    this.values = values;
  }

  /** How many there are. */
  public int size() {
    return values.size();
  }

  /** The number in this place; anything else than a number is no answer. */
  public long number(int index) {
    if (index < values.size() && values.get(index) instanceof Long number) {
      return number;
    }
    throw new StoreUnavailable("Redis answered something else than it was asked");
  }

  /** The bytes in this place, likewise. */
  public byte[] bytes(int index) {
    if (index < values.size() && values.get(index) instanceof byte[] bytes) {
      return bytes;
    }
    throw new StoreUnavailable("Redis answered something else than it was asked");
  }
}
