package io.portreeve.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An MCP server of revision 2026-07-28 on the loopback. Argument: the port to listen on. */
public final class Fixture {
  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final ServerSocketChannel listening;
  private final Answers answers = new Answers();
  private final Set<Talk> streaming = new LinkedHashSet<>();

  private Fixture(Selector selector, ServerSocketChannel listening) {
    this.selector = selector;
    this.listening = listening;
  }

  static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (Selector selector = Selector.open();
        ServerSocketChannel listening = ServerSocketChannel.open()) {
      listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
      new Fixture(selector, listening).serve();
    }
  }

  /** Each turn lets every stream say one thing more, so that events leave one by one. */
  private void serve() throws IOException {
    while (true) {
      if (streaming.isEmpty()) {
        selector.select(this::ready);
      } else {
        selector.selectNow(this::ready);
      }
      for (Talk talk : List.copyOf(streaming)) {
        advance(talk);
      }
    }
  }

  private void ready(SelectionKey key) {
    if (key.attachment() instanceof Talk talk) {
      advance(talk);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (SocketChannel next = listening.accept(); next != null; next = listening.accept()) {
        next.configureBlocking(false);
        next.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = next.register(selector, SelectionKey.OP_READ);
        key.attach(new Talk(next, key, answers));
      }
    } catch (IOException refused) {
      throw new IllegalStateException("cannot accept", refused);
    }
  }

  private void advance(Talk talk) {
    boolean more = talk.advance() ? streaming.add(talk) : streaming.remove(talk);
    assert more || !streaming.isEmpty() || !talk.streams();
  }
}
