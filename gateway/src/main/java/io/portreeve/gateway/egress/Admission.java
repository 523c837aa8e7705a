package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells the program from strangers, by a password.
 *
 * <p>Every program of the machine can connect, so whoever has not shown the password takes nothing
 * from who has: a request is waited for until one moment, and when too many are waited for, who
 * came first gives way to who came last. What is told of strangers does not grow as fast as they
 * come.
 */
final class Admission {
  private static final String USER = "portreeve";

  private final BlockingQueue<Socket> strangers;
  private final AtomicLong turnedAway = new AtomicLong();
  private final Limits limits;
  private final Consumer<String> refusals;
  private final String password;

  Admission(Limits limits, Consumer<String> refusals) {
    this.limits = limits;
    this.refusals = refusals;
    this.strangers = new ArrayBlockingQueue<>(limits.strangers());
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    this.password = HexFormat.of().formatHex(secret);
  }

  /** The user and the password, as a URL has them. */
  String userInfo() {
    return USER + ":" + password;
  }

  /** To be told of each connection, in the order in which they come, before it is admitted. */
  void came(Socket client) {
    while (!strangers.offer(client)) {
      Optional.ofNullable(strangers.poll()).ifPresent(Tunnel::end);
    }
  }

  /** Where the program wants to; empty if it is a stranger's, who has been answered. */
  Optional<Destination> admit(Socket client) {
    try {
      Optional<ConnectRequest> request = request(client);
      if (request.isEmpty()) {
        turnAway(client, Answer.BAD_REQUEST, "no CONNECT");
      } else if (!knows(request.get().credentials())) {
        turnAway(client, Answer.NO_PASSWORD, "no password");
      } else {
        return Optional.of(request.get().destination());
      }
    } catch (SocketTimeoutException slow) {
      turnAway(client, Answer.TOO_SLOW, "no whole request in time");
    } catch (IOException gone) {
      tell("a connection broke before it showed a password: " + gone.getMessage());
    }
    return Optional.empty();
  }

  private Optional<ConnectRequest> request(Socket client) throws IOException {
    try {
      return ConnectRequest.read(new TimedInput(client, limits.patience()));
    } finally {
      strangers.remove(client);
    }
  }

  private boolean knows(String credentials) {
    String encoded =
        Base64.getEncoder().encodeToString(userInfo().getBytes(StandardCharsets.UTF_8));
    byte[] ours = ("Basic " + encoded).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(ours, credentials.getBytes(StandardCharsets.UTF_8));
  }

  private void turnAway(Socket client, Answer answer, String why) {
    tell(why);
    try {
      answer.to(client);
    } catch (IOException gone) {
      // Who did not wait for the answer needs none.
      Tunnel.end(client);
    }
  }

  /** Tells of the first, and whenever their number has doubled. */
  private void tell(String why) {
    long number = turnedAway.incrementAndGet();
    if (Long.bitCount(number) == 1) {
      refusals.accept(number == 1 ? why : why + ": " + number + " without a password so far");
    }
  }
}
