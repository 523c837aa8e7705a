package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.ListenerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;

/** A handler of ours that is served on a free port of the loopback interface. */
final class Serving implements AutoCloseable {
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpListener listener;

  Serving(HttpHandler handler) {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    OperatorLog log = new OperatorLog(InstantSource.system());
    try {
      listener = HttpListener.start(engine, any, ListenerOptions.defaults(), handler, log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String url() {
    return "http://127.0.0.1:" + listener.address().getPort() + "/mcp";
  }

  @Override
  public void close() {
    engine.close();
  }
}
