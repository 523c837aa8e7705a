package io.portreeve.lab.targets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A service of this machine that nobody outside may ask, and a stand-in for the internet, which the
 * lab does not reach: every public address is answered by it.
 */
final class Inside implements AutoCloseable {
  private final HttpServer service;
  private final HttpServer internet;
  private final AtomicBoolean asked = new AtomicBoolean();

  private Inside(HttpServer service, HttpServer internet) {
    this.service = service;
    this.internet = internet;
  }

  static Inside open() throws IOException {
    Inside inside = new Inside(listening(), listening());
    inside.service.createContext("/", inside::secret);
    inside.internet.createContext("/", inside::page);
    inside.service.start();
    inside.internet.start();
    return inside;
  }

  private static HttpServer listening() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  int port() {
    return service.getAddress().getPort();
  }

  int internetPort() {
    return internet.getAddress().getPort();
  }

  /** Whether the service was asked since this was asked last. */
  boolean wasAsked() {
    return asked.getAndSet(false);
  }

  /** Where {@code server} is in the lab. */
  InetSocketAddress standIn(InetSocketAddress server) {
    InetAddress address = server.getAddress();
    boolean here = address.isLoopbackAddress() || address.isAnyLocalAddress();
    return here ? server : internet.getAddress();
  }

  private void secret(HttpExchange exchange) throws IOException {
    asked.set(true);
    answer(exchange, 200, "the inside");
  }

  private void page(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/moved")) {
      exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/admin");
      answer(exchange, 302, "elsewhere");
    } else {
      answer(exchange, 200, "a public page");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    service.stop(0);
    internet.stop(0);
  }
}
