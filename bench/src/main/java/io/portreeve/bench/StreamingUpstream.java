package io.portreeve.bench;

import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Answers every request with ten server-sent events, each flushed by itself. */
public final class StreamingUpstream implements HttpRefusals {
  private static final byte[] EVENT =
      ("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"p\":\""
              + "x".repeat(150)
              + "\"}}\n\n")
          .getBytes(StandardCharsets.US_ASCII);

  static void main(String[] arguments) throws Exception {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpListener.start(
        HttpEngine.start(1),
        address,
        ListenerOptions.defaults(),
        StreamingUpstream::handle,
        new StreamingUpstream());
    Thread.currentThread().join();
  }

  private static void handle(HttpRequest request, HttpReply reply) throws Exception {
    try (HttpStream out = reply.stream(200, HttpFields.of("content-type", "text/event-stream"))) {
      for (int i = 0; i < 10; i++) {
        out.write(EVENT);
        LockSupport.parkNanos(20_000);
      }
    }
  }

  @Override
  public void refused(Refusal refusal, Peer peer) {}

  @Override
  public void failed(Throwable cause, Peer peer) {}
}
