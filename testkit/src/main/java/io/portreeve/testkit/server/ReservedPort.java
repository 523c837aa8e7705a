package io.portreeve.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A port of the loopback interface where nobody listens, and that nobody else is given. */
public final class ReservedPort implements AutoCloseable {
  private final Socket bound = new Socket();

  public ReservedPort() throws IOException {
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) bound.getLocalSocketAddress();
  }

  /** The address of an endpoint that is not there. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + bound.getLocalPort() + path);
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
