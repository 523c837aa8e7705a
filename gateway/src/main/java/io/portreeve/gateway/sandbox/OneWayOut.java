package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Connects a program to one port of this machine, in its place: so the address that was looked at
 * is the one that is dialled.
 */
final class OneWayOut {
  private static final int INTERNET = 2;
  private static final int INTERNET_6 = 10;
  private static final int ADDRESS = 16;
  private static final int LONGEST = 28;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

  private final Kernel kernel;
  private final int port;
  private final MemorySegment address;

  OneWayOut(Kernel kernel, int port) {
    this.kernel = kernel;
    this.port = port;
    this.address = kernel.memory(LONGEST);
  }

  /** Where a program wants to connect to, if that is not the way out. */
  Optional<String> elsewhere(byte[] wanted) {
    if (wanted.length < ADDRESS) {
      return Optional.of("an address that is none");
    }
    int family = Byte.toUnsignedInt(wanted[0]) | Byte.toUnsignedInt(wanted[1]) << 8;
    byte[] host =
        switch (family) {
          case INTERNET -> Arrays.copyOfRange(wanted, 4, 8);
          case INTERNET_6 -> Arrays.copyOfRange(wanted, 8, 24);
          default -> new byte[0];
        };
    int theirs = Short.toUnsignedInt(ByteBuffer.wrap(wanted).getShort(2));
    boolean ours = Arrays.equals(host, LOOPBACK) || Arrays.equals(host, LOOPBACK_6);
    return ours && theirs == port ? Optional.empty() : Optional.of(text(host) + ":" + theirs);
  }

  /** Connects the open file of a process as it wanted to. */
  Ruling connect(long process, long file, byte[] wanted) throws IOException {
    MemorySegment.copy(wanted, 0, address, ValueLayout.JAVA_BYTE, 0, wanted.length);
    long handle = kernel.call(Call.PIDFD_OPEN, process, 0);
    try {
      long socket = kernel.call(Call.PIDFD_GETFD, handle, file, 0);
      try {
        kernel.call(Call.CONNECT, socket, address.address(), wanted.length);
        return Ruling.MADE;
      } catch (Kernel.Refused refused) {
        return Ruling.refused(refused.error());
      } finally {
        kernel.close(socket);
      }
    } finally {
      kernel.close(handle);
    }
  }

  private static String text(byte[] host) {
    try {
      return InetAddress.getByAddress(host).getHostAddress();
    } catch (IOException none) {
      return "no address";
    }
  }
}
