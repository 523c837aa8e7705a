package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
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
  private final BlockingQueue<Socket> strangers;
  private final AtomicLong turnedAway = new AtomicLong();
  private final Limits limits;
  private final Consumer<String> refusals;
  private final Passes passes = new Passes(new SecureRandom());

  Admission(Limits limits, Consumer<String> refusals) {
    this.limits = limits;
    this.refusals = refusals;
    this.strangers = new ArrayBlockingQueue<>(limits.strangers());
  }

  /** The user and the password of whoever this program is for, as a URL has them. */
  String userInfo(String whose) {
    return passes.of(whose);
  }

  /** A program's wish, and which program's. */
  record Admitted(String user, Destination destination) {}

  /** To be told of each connection, in the order in which they come, before it is admitted. */
  void came(Socket client) {
    while (!strangers.offer(client)) {
      Optional.ofNullable(strangers.poll()).ifPresent(Tunnel::end);
    }
  }

  /** Where the program wants to; empty if it is a stranger's, who has been answered. */
  Optional<Admitted> admit(Socket client) {
    try {
      Optional<ConnectRequest> request = request(client);
      if (request.isEmpty()) {
        turnAway(client, Answer.BAD_REQUEST, "no CONNECT");
        return Optional.empty();
      }
      Optional<String> user = passes.user(request.get().credentials());
      if (user.isEmpty()) {
        turnAway(client, Answer.NO_PASSWORD, "no password");
      }
      return user.map(name -> new Admitted(name, request.get().destination()));
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
