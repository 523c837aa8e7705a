package io.portreeve.gateway.http;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/** The system's provider; knows the selector that it opened last, which Netty shows to nobody. */
final class KeptSelector extends SelectorProvider {
  private final SelectorProvider system = SelectorProvider.provider();
  private volatile @Nullable AbstractSelector newest;

  AbstractSelector newest() {
    AbstractSelector selector = newest;
    if (selector == null) {
      throw new IllegalStateException("none was opened");
    }
    return selector;
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    AbstractSelector opened = system.openSelector();
    newest = opened;
    return opened;
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    return system.openDatagramChannel();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    return system.openDatagramChannel(family);
  }

  @Override
  public Pipe openPipe() throws IOException {
    return system.openPipe();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    return system.openServerSocketChannel();
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    return system.openSocketChannel();
  }
}
