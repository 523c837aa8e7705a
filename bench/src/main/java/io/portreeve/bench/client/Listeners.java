package io.portreeve.bench.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Opens streams that listen, one after the other, each acknowledged before the next; then holds
 * them until it is killed. Arguments: the port of the gateway, how many, the API key.
 */
public final class Listeners {
  private static final String BODY =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscriptions/listen\",\"params\":{"
          + "\"notifications\":{\"toolsListChanged\":true},\"_meta\":{"
          + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

  private final InetSocketAddress gateway;
  private final byte[] request;
  private final ByteBuffer in = ByteBuffer.allocate(4096);

  private Listeners(int port, String key) {
    this.gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    String head =
        ("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
                + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\n"
                + "Content-Length: %d\r\n\r\n")
            .formatted(port, key, BODY.length());
    this.request = (head + BODY).getBytes(StandardCharsets.US_ASCII);
  }

  static void main(String[] arguments) throws IOException {
    Listeners listeners = new Listeners(Integer.parseInt(arguments[0]), arguments[2]);
    int count = Integer.parseInt(arguments[1]);
    List<SocketChannel> open = new ArrayList<>();
    while (open.size() < count) {
      open.add(listeners.listen());
    }
    System.out.println("listening " + open.size());
    while (open.size() == count) {
      LockSupport.park(listeners);
    }
  }

  private SocketChannel listen() throws IOException {
    SocketChannel channel = SocketChannel.open(gateway);
    channel.write(ByteBuffer.wrap(request));
    in.clear();
    String heard = "";
    while (!heard.contains("subscriptions/acknowledged")) {
      if (channel.read(in) < 0 || heard.contains("\"error\"") || !in.hasRemaining()) {
        throw new EOFException("not acknowledged: " + heard);
      }
      heard = new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
    }
    return channel;
  }
}
