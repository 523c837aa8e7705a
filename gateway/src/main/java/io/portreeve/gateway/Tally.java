package io.portreeve.gateway;

import io.portreeve.mcp.ServerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Gathers by server; what comes in one go is told together, a moment after the first. */
final class Tally<T> {
  private final Executor soon;
  private final BiConsumer<ServerId, List<T>> told;
  private final Map<ServerId, List<T>> untold =
      new TreeMap<>(Comparator.comparing(ServerId::value));

  /**
   * Has nothing yet.
   *
   * @param soon runs what it is given after a moment
   */
  Tally(Executor soon, BiConsumer<ServerId, List<T>> told) {
    this.soon = soon;
    this.told = told;
  }

  synchronized void add(ServerId server, T item) {
    if (untold.isEmpty()) {
      soon.execute(this::tell);
    }
    untold.computeIfAbsent(server, _ -> new ArrayList<>()).add(item);
  }

  private synchronized void tell() {
    untold.forEach(told);
    untold.clear();
  }
}
