package io.portreeve.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What both ends do with a channel. */
final class Wire {
  /** Up to here head and body share a buffer, and so a system call. */
  private static final int JOINED = 64 * 1024;

  private static final int UNAVAILABLE = 503;

  private Wire() {}

  /** Closes it; the connection's handler hears when that is done. */
  static void close(Channel channel) {
    ChannelFuture _ = channel.close();
  }

  /**
   * Ends this side's half of the connection: with TLS first its closing alert, without which the
   * peer could not tell the end from a cut.
   */
  static void endOutput(SocketChannel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      ChannelFuture _ = channel.shutdownOutput();
    } else {
      whenDone(
          tls.closeOutbound(),
          _ -> {
            ChannelFuture _ = channel.shutdownOutput();
          });
    }
  }

  /** Runs {@code then} on the event loop when {@code future} is done. */
  static void whenDone(ChannelFuture future, Consumer<ChannelFuture> then) {
    ChannelFuture _ = future.addListener((ChannelFuture done) -> then.accept(done));
  }

  /** Writes and flushes a whole message. */
  static ChannelFuture write(Channel channel, ByteBuffer head, List<ByteBuffer> body) {
    long length = length(body);
    if (length > JOINED) {
      ChannelFuture _ = channel.write(Unpooled.wrappedBuffer(head), channel.voidPromise());
      return channel.writeAndFlush(Unpooled.wrappedBuffer(body.toArray(ByteBuffer[]::new)));
    }
    ByteBuf joined = channel.alloc().directBuffer(head.remaining() + (int) length);
    joined.writeBytes(head.duplicate());
    for (ByteBuffer part : body) {
      joined.writeBytes(part.duplicate());
    }
    return channel.writeAndFlush(joined);
  }

  /** How many bytes there are in all. */
  static long length(List<ByteBuffer> parts) {
    long length = 0;
    for (ByteBuffer part : parts) {
      length += part.remaining();
    }
    return length;
  }

  /**
   * An answer without a body, after which the connection ends; who is one too many may come again.
   */
  static ByteBuffer refusal(Refusal refusal, byte[] date) {
    HeadWriter head =
        HeadWriter.response(refusal.status())
            .raw(date)
            .field("content-length", "0")
            .field("connection", "close");
    return (refusal.status() == UNAVAILABLE ? head.field("retry-after", "1") : head).end();
  }

  /** One chunk of a chunked body. */
  static void chunk(ByteBuf out, byte[] data) {
    out.writeBytes(HeadWriter.ascii(Integer.toHexString(data.length)));
    out.writeShort('\r' << 8 | '\n').writeBytes(data).writeShort('\r' << 8 | '\n');
  }

  /** The peer with the certificates of its handshake. */
  static Peer authenticated(Peer peer, Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return peer;
    }
    try {
      Certificate[] chain = tls.engine().getSession().getPeerCertificates();
      List<X509Certificate> certificates =
          Arrays.stream(chain).map(X509Certificate.class::cast).toList();
      return new Peer(peer.remote(), peer.local(), certificates, true);
    } catch (SSLPeerUnverifiedException none) {
      return peer;
    }
  }
}
