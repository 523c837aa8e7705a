package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Connects a program to the hosts that its operator named, by HTTP's CONNECT (RFC 9110, section
 * 9.3.6), and to no other. A name is looked up here, once, and the address that was looked at is
 * the one that is dialled; a name that leads to this machine, by whatever address, to its network
 * link or to a service that hands out credentials is refused. An address is dialled as it was
 * granted.
 *
 * <p>Other programs of this machine cannot use it, nor keep the program from using it: it asks for
 * a password that only the program was given, and has places for none without it. Each principal's
 * program has one of its own, and cannot take all places of the others.
 */
public final class EgressProxy implements AutoCloseable {
  private static final int PATIENCE = 10_000;

  private final Set<Destination> allowed;
  private final Lookup lookup;
  private final Consumer<String> refusals;
  private final ServerSocket listener;
  private final Admission admission;
  private final Places places;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Limits limits;

  private EgressProxy(
      Set<Destination> allowed,
      Lookup lookup,
      Consumer<String> refusals,
      ServerSocket listener,
      Limits limits) {
    this.allowed = Set.copyOf(allowed);
    this.lookup = lookup;
    this.refusals = refusals;
    this.listener = listener;
    this.admission = new Admission(limits, refusals);
    this.places = new Places(limits.tunnels(), limits.tunnelsForOne());
    this.limits = limits;
  }

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Lookup {
    /** At least one. */
    List<InetAddress> of(String host) throws IOException;

    /** The addresses that this machine has now, on all of its interfaces. */
    default List<InetAddress> own() throws IOException {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    }
  }

  /**
   * Opens one on a free port of the loopback interface.
   *
   * @param refusals told, in a line, of each connection of the program that was refused; of those
   *     without its password, when their number has doubled
   */
  public static EgressProxy open(Set<Destination> allowed, Lookup lookup, Consumer<String> refusals)
      throws IOException {
    return open(allowed, lookup, refusals, Limits.usual());
  }

  /** The same with limits of its own. */
  static EgressProxy open(
      Set<Destination> allowed, Lookup lookup, Consumer<String> refusals, Limits limits)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    EgressProxy proxy = new EgressProxy(allowed, lookup, refusals, listener, limits);
    Thread.ofPlatform().daemon().name("egress").start(proxy::listen);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /**
   * The proxy's address with a password, as programs read it from {@code HTTPS_PROXY}.
   *
   * @param whose the principal for whom the program is started
   */
  public String url(String whose) {
    return "http://" + admission.userInfo(whose) + "@127.0.0.1:" + port();
  }

  /** How many connections lead through it now. */
  public int tunnels() {
    return places.taken();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        admission.came(client);
        Thread.ofVirtual().name("egress").start(() -> serve(client));
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          refusals.accept("a connection was not accepted: " + closed.getMessage());
        }
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      if (listener.isClosed()) {
        return; // it came as all the others were ended
      }
      Optional<Admission.Admitted> admitted = admission.admit(client);
      if (admitted.isPresent()) {
        connect(client, admitted.get());
      }
    } catch (IOException gone) {
      tell("a connection broke: " + gone.getMessage());
    } finally {
      open.remove(client);
    }
  }

  private void connect(Socket client, Admission.Admitted one) throws IOException {
    if (!allowed.contains(one.destination())) {
      refuse(client, Answer.NOT_GRANTED, one.destination() + " is not granted");
      return;
    }
    switch (places.take(one.user())) {
      case FULL -> refuse(client, Answer.FULL, "more connections at once than it may have");
      case ENOUGH ->
          refuse(client, Answer.FULL, "more connections at once than one caller's may have");
      case TAKEN -> {
        try {
          tunnel(client, one.destination());
        } finally {
          places.giveBack(one.user());
        }
      }
    }
  }

  private void tunnel(Socket client, Destination destination) throws IOException {
    try (Socket server = new Socket()) {
      try {
        server.connect(new InetSocketAddress(vetted(destination), destination.port()), PATIENCE);
      } catch (IOException nowhere) {
        refuse(client, Answer.NOWHERE, destination + ": " + nowhere.getMessage());
        return;
      }
      Answer.ESTABLISHED.to(client);
      if (Tunnel.between(client, server, limits.idle())) {
        tell("a connection to " + destination + " was ended: nobody used it");
      }
    }
  }

  private InetAddress vetted(Destination destination) throws IOException {
    Surroundings near = new Surroundings(lookup.own());
    for (InetAddress address : lookup.of(destination.host())) {
      if (destination.isAddress() || !near.hold(address)) {
        return address;
      }
    }
    throw new IOException(
        "its name leads to this machine, its own network link or the credentials of a machine;"
            + " if it should, grant the address instead");
  }

  private void refuse(Socket client, Answer answer, String why) throws IOException {
    tell(why);
    answer.to(client);
  }

  /** What breaks because we end it is no news. */
  private void tell(String why) {
    if (!listener.isClosed()) {
      refusals.accept(why);
    }
  }

  /** Nobody is connected any more, and nobody gets connected. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("a listening socket did not close", impossible);
    }
    open.forEach(Tunnel::end);
  }
}
