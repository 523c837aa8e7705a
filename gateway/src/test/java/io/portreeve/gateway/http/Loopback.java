package io.portreeve.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An engine with a listener on the loopback address and a pool that calls it. */
final class Loopback implements AutoCloseable, HttpRefusals {
  final HttpEngine engine = HttpEngine.start(2);
  final HttpPool pool;
  final List<Refusal> refused = new CopyOnWriteArrayList<>();
  final List<Throwable> failed = new CopyOnWriteArrayList<>();
  private @Nullable HttpListener listener;

  Loopback() {
    this(PoolOptions.defaults());
  }

  Loopback(PoolOptions options) {
    pool = HttpPool.open(engine, options, AddressResolver.system());
  }

  HttpListener listen(HttpHandler handler) throws IOException {
    return listen(ListenerOptions.defaults(), handler);
  }

  HttpListener listen(ListenerOptions options, HttpHandler handler) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpListener started = HttpListener.start(engine, any, options, handler, this);
    listener = started;
    return started;
  }

  Destination destination() {
    return at(Optional.empty());
  }

  Destination at(Optional<TlsClient> tls) {
    if (listener == null) {
      throw new IllegalStateException("listen first");
    }
    return new Destination("127.0.0.1", listener.address().getPort(), tls, "");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void refused(Refusal refusal, Peer peer) {
    refused.add(refusal);
  }

  @Override
  public void failed(Throwable cause, Peer peer) {
    failed.add(cause);
  }

  @Override
  public void close() {
    pool.close();
    if (listener != null) {
      listener.close();
    }
    engine.close();
  }
}
