package io.portreeve.gateway.cli;

import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The bundled demo server, listening on loopback only. */
final class DemoListener implements Endurance.Running {
  private final HttpEngine engine;
  private final HttpListener listener;

  private DemoListener(HttpEngine engine, HttpListener listener) {
    this.engine = engine;
    this.listener = listener;
  }

  /** Listens on a port of 127.0.0.1; 0 is any free one. */
  static DemoListener start(int port) {
    return start(port, new DemoServer());
  }

  /** Likewise, with what answers in place of the demo server. */
  static DemoListener start(int port, HttpHandler server) {
    HttpEngine engine = HttpEngine.start(1);
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      return new DemoListener(
          engine,
          HttpListener.start(engine, address, ListenerOptions.defaults(), server, new Silence()));
    } catch (IOException taken) {
      engine.close();
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the demo server cannot listen on port " + port,
          "choose another with --port");
    }
  }

  String url() {
    return "http://127.0.0.1:" + listener.address().getPort() + "/mcp";
  }

  @Override
  public void close() {
    listener.close();
    engine.close();
  }

  /** What goes wrong between the gateway and the demo server, the gateway tells. */
  private static final class Silence implements HttpRefusals {
    @Override
    public void refused(Refusal refusal, Peer peer) {}

    @Override
    public void failed(Throwable cause, Peer peer) {}
  }
}
