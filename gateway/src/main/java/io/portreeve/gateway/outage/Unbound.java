package io.portreeve.gateway.outage;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/**
 * Why nothing can listen at an address. The class library tells it by the system's words alone, in
 * the language of whoever started us; so it is looked up instead.
 */
public enum Unbound {
  /** Something has the port. */
  TAKEN("something listens at %s already, perhaps another Portreeve"),
  /** The port is one of those that not everybody may have. */
  RIGHTS("this user may not listen at %s: ports below 1024 take rights"),
  /** The address is another machine's. */
  ELSEWHERE("%s has an address that this machine does not have"),
  /** None of these. */
  UNKNOWN("it cannot listen at %s");

  private static final int LEAST_FREE = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String words;

  Unbound(String words) {
    this.words = words;
  }

  /** What kept a listener from this address, as far as can be seen now. */
  public static Unbound of(Throwable failure, InetSocketAddress at) {
    if (Causes.of(failure).noneMatch(BindException.class::isInstance)) {
      return UNKNOWN;
    }
    if (isOfAnotherMachine(at.getAddress())) {
      return ELSEWHERE;
    }
    return at.getPort() < LEAST_FREE && !answers(at) ? RIGHTS : TAKEN;
  }

  private static boolean isOfAnotherMachine(InetAddress address) {
    try {
      return !address.isAnyLocalAddress()
          && !address.isLoopbackAddress()
          && NetworkInterface.getByInetAddress(address) == null;
    } catch (SocketException unseen) {
      return false;
    }
  }

  /** Whoever may not have the port is told that first, also where it is taken. */
  private static boolean answers(InetSocketAddress at) {
    try (Socket asking = new Socket()) {
      asking.connect(at, Math.toIntExact(PATIENCE.toMillis()));
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /**
   * What is wrong, for the operator.
   *
   * @param at the address as it is written
   * @param failure is told where nothing else is known
   */
  public String words(String at, Throwable failure) {
    String what = words.formatted(at);
    return switch (this) {
      case TAKEN, RIGHTS, ELSEWHERE -> what;
      case UNKNOWN -> what + ": " + Causes.root(failure).getMessage();
    };
  }
}
