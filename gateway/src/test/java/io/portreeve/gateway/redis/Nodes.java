package io.portreeve.gateway.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Two nodes with a connection each to one Redis, which take turns.
 *
 * @param <T> what a node has over its connection
 */
public final class Nodes<T> implements AutoCloseable {
  private final List<RedisLink> links = new ArrayList<>();
  private final List<T> nodes = new ArrayList<>();
  private int turn;

  public Nodes(RedisServer server, Function<RedisLink, T> node) {
    for (int i = 0; i < 2; i++) {
      RedisLink link = server.link();
      links.add(link);
      nodes.add(node.apply(link));
    }
  }

  /** That whose turn it is. */
  public T next() {
    turn++;
    return nodes.get(turn % nodes.size());
  }

  @Override
  public void close() {
    links.forEach(RedisLink::close);
  }
}
