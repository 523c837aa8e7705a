package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Hands one open file from a process to another (unix(7), SCM_RIGHTS), by way of a socket that lies
 * where our user alone can reach it.
 */
final class Handover implements AutoCloseable {
  private static final int UNIX = 1;
  private static final int ONE_BY_ONE = 5 | 0x8_0000;
  private static final int CLOSE_WHEN_BECOMING = 0x8_0000;
  private static final int CLOSE_WHEN_BECOMING_FILE = 0x4000_0000;
  private static final int LONGEST_PATH = 107;
  private static final int ADDRESS = 110;
  private static final int SOCKET_LEVEL = 1;
  private static final int PEER = 17;
  private static final int FILES = 1;
  private static final int CONTROL = 24;
  private static final int CONTROL_USED = 20;
  private static final int MESSAGE = 56;

  private final Kernel kernel;
  private final long socket;

  private Handover(Kernel kernel, long socket) {
    this.kernel = kernel;
    this.socket = socket;
  }

  /**
   * What was handed over.
   *
   * @param file open in this process
   * @param giver the process that gave it, as this process sees it
   */
  record Given(long file, long giver) {}

  /** Waits at a path for the other side. */
  static Handover at(Kernel kernel, Path path) throws IOException {
    Handover waiting = new Handover(kernel, kernel.call(Call.SOCKET, UNIX, ONE_BY_ONE, 0));
    try {
      kernel.call(Call.BIND, waiting.socket, address(kernel, path).address(), ADDRESS);
      kernel.call(Call.LISTEN, waiting.socket, 1);
      return waiting;
    } catch (IOException failed) {
      waiting.close();
      throw failed;
    }
  }

  /**
   * Connects to whoever waits at a path, and says a first word: what that needs of ours is so there
   * when we may no longer open a file.
   */
  static Handover to(Kernel kernel, Path path) throws IOException {
    Handover connected = new Handover(kernel, kernel.call(Call.SOCKET, UNIX, ONE_BY_ONE, 0));
    kernel.call(Call.CONNECT, connected.socket, address(kernel, path).address(), ADDRESS);
    connected.send(Message.with(kernel, 0));
    return connected;
  }

  private static MemorySegment address(Kernel kernel, Path path) throws IOException {
    byte[] text = path.toString().getBytes(StandardCharsets.UTF_8);
    if (text.length > LONGEST_PATH) {
      throw new IOException("the folder for temporary files has too long a name: " + path);
    }
    MemorySegment address = kernel.memory(ADDRESS);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) UNIX);
    MemorySegment.copy(text, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, text.length);
    return address;
  }

  /** Gives an open file away; ours stays open. */
  void give(long file) throws IOException {
    Message message = Message.with(kernel, CONTROL);
    message.control().set(ValueLayout.JAVA_LONG, 0, CONTROL_USED);
    message.control().set(ValueLayout.JAVA_INT, 8, SOCKET_LEVEL);
    message.control().set(ValueLayout.JAVA_INT, 12, FILES);
    message.control().set(ValueLayout.JAVA_INT, 16, (int) file);
    send(message);
  }

  private void send(Message message) throws IOException {
    kernel.call(Call.SENDMSG, socket, message.header().address(), 0);
  }

  /**
   * Waits until the other side has given a file.
   *
   * @param givenUp whether nobody will come any more
   * @return empty if nobody came, or left without giving one
   */
  Optional<Given> take(BooleanSupplier givenUp) throws IOException {
    if (!new Poll(kernel, socket).readable(givenUp)) {
      return Optional.empty();
    }
    long accepted = kernel.call(Call.ACCEPT4, socket, 0, 0, CLOSE_WHEN_BECOMING);
    try (Handover other = new Handover(kernel, accepted)) {
      return other.given(givenUp);
    }
  }

  private Optional<Given> given(BooleanSupplier givenUp) throws IOException {
    Poll poll = new Poll(kernel, socket);
    while (poll.readable(givenUp)) {
      Message message = Message.with(kernel, CONTROL);
      long read =
          kernel.call(Call.RECVMSG, socket, message.header().address(), CLOSE_WHEN_BECOMING_FILE);
      if (message.controls() >= CONTROL_USED) {
        return Optional.of(new Given(message.control().get(ValueLayout.JAVA_INT, 16), peer()));
      }
      if (read == 0) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private long peer() throws IOException {
    MemorySegment peer = kernel.memory(16);
    MemorySegment size = kernel.memory(Long.BYTES);
    size.set(ValueLayout.JAVA_INT, 0, 12);
    kernel.call(Call.GETSOCKOPT, socket, SOCKET_LEVEL, PEER, peer.address(), size.address());
    return peer.get(ValueLayout.JAVA_INT, 0);
  }

  /** One byte, and room for control beside it. */
  private record Message(MemorySegment header, MemorySegment control) {
    static Message with(Kernel kernel, int controls) {
      MemorySegment vector = kernel.memory(2 * Long.BYTES);
      vector.setAtIndex(ValueLayout.JAVA_LONG, 0, kernel.memory(Long.BYTES).address());
      vector.setAtIndex(ValueLayout.JAVA_LONG, 1, 1);
      MemorySegment control = kernel.memory(CONTROL);
      MemorySegment header = kernel.memory(MESSAGE);
      header.set(ValueLayout.JAVA_LONG, 16, vector.address());
      header.set(ValueLayout.JAVA_LONG, 24, 1);
      header.set(ValueLayout.JAVA_LONG, 32, control.address());
      header.set(ValueLayout.JAVA_LONG, 40, controls);
      return new Message(header, control);
    }

    /** How much of its room for control is used. */
    long controls() {
      return header.get(ValueLayout.JAVA_LONG, 40);
    }
  }

  @Override
  public void close() {
    kernel.close(socket);
  }
}
