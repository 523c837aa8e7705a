package io.portreeve.bench.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One connection: reads a request, writes its answer part by part, reads the next. */
final class Talk {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Answers answers;
  private final Deque<ByteBuffer[]> parts = new ArrayDeque<>();
  private ByteBuffer in = ByteBuffer.allocate(8 * 1024);

  Talk(SocketChannel channel, SelectionKey key, Answers answers) {
    this.channel = channel;
    this.key = key;
    this.answers = answers;
  }

  /** Does what can be done now; true if it should be called again soon without being asked. */
  boolean advance() {
    try {
      if (parts.isEmpty() && !read()) {
        return false;
      }
      write();
      return streams() && key.interestOps() == SelectionKey.OP_READ;
    } catch (IOException gone) {
      close();
      return false;
    }
  }

  boolean streams() {
    return !parts.isEmpty();
  }

  private boolean read() throws IOException {
    if (channel.read(in) < 0) {
      close();
      return false;
    }
    Optional<Call> call = Call.read(in);
    if (call.isEmpty()) {
      if (!in.hasRemaining()) {
        in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
      }
      return false;
    }
    parts.addAll(answers.to(call.get()));
    in.clear();
    return true;
  }

  /** Writes one part, or what the peer takes of it. */
  private void write() throws IOException {
    ByteBuffer[] part = parts.getFirst();
    channel.write(part);
    boolean whole = !part[part.length - 1].hasRemaining();
    if (whole) {
      parts.removeFirst();
    }
    key.interestOps(whole ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
  }

  private void close() {
    parts.clear();
    key.cancel();
    try {
      channel.close();
    } catch (IOException already) {
      throw new IllegalStateException("cannot close", already);
    }
  }
}
