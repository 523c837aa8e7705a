package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A server that turned bad: does one forbidden thing, and says whether that worked. */
final class Intruder {
  private static final int NOT_PERMITTED = 1;
  private static final int NOT_THERE = 38;

  private Intruder() {}

  public static void main(String[] words) {
    try {
      act(words);
      System.out.println("did it");
    } catch (IOException | OutOfMemoryError | UnsupportedOperationException prevented) {
      System.out.println("prevented");
    }
  }

  /** The second word may begin with a colon, so that it is no path to whoever looks for paths. */
  private static void act(String[] all) throws IOException {
    String[] words = {all[0], all[1].replaceFirst("^:", "")};
    switch (words[0]) {
      case "read" -> System.out.println(Files.readString(Path.of(words[1])).length());
      case "list" -> {
        try (Stream<Path> inside = Files.list(Path.of(words[1]))) {
          System.out.println(inside.count());
        }
      }
      case "write" -> Files.writeString(Path.of(words[1]), "was here");
      case "link" -> {
        Path link = Path.of(System.getenv("TMPDIR"), "link");
        Files.createSymbolicLink(link, Path.of(words[1]));
        System.out.println(Files.readString(link).length());
      }
      case "remove" -> Files.delete(Path.of(words[1]));
      case "connect" -> connect(Integer.parseInt(words[1]));
      case "local" -> SocketChannel.open(UnixDomainSocketAddress.of(words[1])).close();
      case "datagram" -> send(Integer.parseInt(words[1]));
      case "fill" -> fill(Path.of(System.getenv("TMPDIR"), "big"), Long.parseLong(words[1]));
      case "open" -> openMany(Integer.parseInt(words[1]));
      case "run" -> run(words[1]);
      case "reach" -> reach(words[1]);
      case "listen" -> new ServerSocket(0).close();
      case "call" -> {
        long _ = call(words[1]);
      }
      case "share" -> share(words[1]);
      case "ask" -> {
        if (call(words[1]) == 0) {
          throw new IOException("the answer is no");
        }
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static void connect(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  private static void reach(String address) throws IOException {
    int colon = address.indexOf(':');
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getByName(address.substring(0, colon)),
              Integer.parseInt(address.substring(colon + 1))));
    }
  }

  /** A call by its number, with numbers and texts as its arguments. */
  @SuppressWarnings("restricted") // nothing but the kernel answers such calls
  private static long call(String text) throws IOException {
    MemoryLayout[] seven = new MemoryLayout[7];
    Arrays.fill(seven, ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      long[] words = new long[7];
      String[] written = text.split(",", -1);
      for (int i = 0; i < written.length; i++) {
        words[i] =
            written[i].startsWith("/")
                ? arena.allocateFrom(written[i]).address()
                : Long.parseLong(written[i]);
      }
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      long answer =
          (long)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("syscall"),
                      FunctionDescriptor.of(ValueLayout.JAVA_LONG, seven),
                      Linker.Option.firstVariadicArg(1),
                      Linker.Option.captureCallState("errno"))
                  .invokeExact(
                      state, words[0], words[1], words[2], words[3], words[4], words[5], words[6]);
      int error = answer < 0 ? state.get(ValueLayout.JAVA_INT, 0) : 0;
      if (error == NOT_PERMITTED || error == NOT_THERE) {
        throw new IOException("not permitted, or no such call");
      }
      return answer;
    } catch (Throwable failed) {
      throw new IOException(failed);
    }
  }

  /** Fills memory that another process could have too; the call that maps it says how much. */
  @SuppressWarnings("restricted") // it lies outside of what Java manages
  private static void share(String call) throws IOException {
    long size = Long.parseLong(call.split(",", -1)[2]);
    MemorySegment _ = MemorySegment.ofAddress(call(call)).reinterpret(size).fill((byte) 1);
    run("sleep 1000");
  }

  private static void send(int port) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port));
    }
  }

  private static void fill(Path file, long bytes) throws IOException {
    try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
      big.setLength(bytes);
    }
  }

  private static void openMany(int count) throws IOException {
    List<RandomAccessFile> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(new RandomAccessFile("/dev/null", "r"));
    }
    System.out.println(open.size());
  }

  private static void run(String command) throws IOException {
    try {
      Process process = new ProcessBuilder("/bin/sh", "-c", command).start();
      if (process.waitFor() != 0) {
        throw new IOException("failed");
      }
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }
}
