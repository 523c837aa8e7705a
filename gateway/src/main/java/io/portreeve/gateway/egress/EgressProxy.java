package io.portreeve.gateway.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Connects a program to the hosts that its operator named, by HTTP's CONNECT (RFC 9110, section
 * 9.3.6), and to no other. A name is looked up here, once, and the address that was looked at is
 * the one that is dialled; a name that leads to this machine or its neighbours' own addresses is
 * refused.
 *
 * <p>Other programs of this machine cannot use it: it asks for a password that only the program was
 * given.
 */
public final class EgressProxy implements AutoCloseable {
  private static final int MOST_TUNNELS = 64;
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int PATIENCE = 10_000;
  private static final String USER = "portreeve";

  private final Set<Destination> allowed;
  private final Lookup lookup;
  private final Consumer<String> refusals;
  private final ServerSocket listener;
  private final String password;
  private final Semaphore places;
  private final Duration idle;

  private EgressProxy(
      Set<Destination> allowed,
      Lookup lookup,
      Consumer<String> refusals,
      ServerSocket listener,
      int most,
      Duration idle) {
    this.allowed = Set.copyOf(allowed);
    this.lookup = lookup;
    this.refusals = refusals;
    this.listener = listener;
    this.places = new Semaphore(most);
    this.idle = idle;
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    this.password = HexFormat.of().formatHex(secret);
  }

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Lookup {
    /** At least one. */
    List<InetAddress> of(String host) throws IOException;
  }

  /**
   * Opens one on a free port of the loopback interface.
   *
   * @param refusals told, in a line, of each connection that was refused
   */
  public static EgressProxy open(Set<Destination> allowed, Lookup lookup, Consumer<String> refusals)
      throws IOException {
    return open(allowed, lookup, refusals, MOST_TUNNELS, IDLE);
  }

  /**
   * The same with limits of its own.
   *
   * @param most how many connections it keeps at once
   * @param idle for how long one is kept over which nobody says anything
   */
  static EgressProxy open(
      Set<Destination> allowed, Lookup lookup, Consumer<String> refusals, int most, Duration idle)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    EgressProxy proxy = new EgressProxy(allowed, lookup, refusals, listener, most, idle);
    Thread.ofPlatform().daemon().name("egress").start(proxy::listen);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The proxy's address with its password, as programs read it from {@code HTTPS_PROXY}. */
  public String url() {
    return "http://" + USER + ":" + password + "@127.0.0.1:" + port();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("egress").start(() -> serve(client));
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          refusals.accept("a connection was not accepted: " + closed.getMessage());
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (!places.tryAcquire()) {
        refuse(client, "503 Service Unavailable", "more connections at once than it may have");
        return;
      }
      try {
        client.setSoTimeout(PATIENCE);
        connect(client, ConnectRequest.read(client.getInputStream()));
      } finally {
        places.release();
      }
    } catch (IOException gone) {
      refusals.accept("a connection broke: " + gone.getMessage());
    }
  }

  private void connect(Socket client, Optional<ConnectRequest> request) throws IOException {
    if (request.isEmpty()) {
      refuse(client, "400 Bad Request", "no CONNECT");
    } else if (!knows(request.get().credentials())) {
      refuse(client, "407 Proxy Authentication Required", "no password");
    } else if (!allowed.contains(request.get().destination())) {
      refuse(client, "403 Forbidden", request.get().destination() + " is not granted");
    } else {
      tunnel(client, request.get().destination());
    }
  }

  private void tunnel(Socket client, Destination destination) throws IOException {
    InetAddress address;
    try {
      address = vetted(destination);
    } catch (IOException nowhere) {
      refuse(client, "502 Bad Gateway", destination + ": " + nowhere.getMessage());
      return;
    }
    try (Socket server = new Socket()) {
      server.connect(new InetSocketAddress(address, destination.port()), PATIENCE);
      answer(client, "200 Connection established");
      if (Tunnel.between(client, server, idle)) {
        refusals.accept("a connection to " + destination + " was ended: nobody used it");
      }
    }
  }

  private InetAddress vetted(Destination destination) throws IOException {
    for (InetAddress address : lookup.of(destination.host())) {
      if (destination.isAddress() || !leadsBack(address)) {
        return address;
      }
    }
    throw new IOException("its name leads back to this machine or its own network link");
  }

  private static boolean leadsBack(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress();
  }

  private boolean knows(String credentials) {
    byte[] ours =
        ("Basic "
                + Base64.getEncoder()
                    .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8)))
            .getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(ours, credentials.getBytes(StandardCharsets.UTF_8));
  }

  private void refuse(Socket client, String status, String why) throws IOException {
    refusals.accept(why);
    answer(client, status);
  }

  private static void answer(Socket client, String status) throws IOException {
    String end =
        status.startsWith("200") ? "\r\n" : "content-length: 0\r\nconnection: close\r\n\r\n";
    String challenge =
        status.startsWith("407") ? "proxy-authenticate: Basic realm=\"egress\"\r\n" : "";
    client
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + status + "\r\n" + challenge + end).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("a listening socket did not close", impossible);
    }
  }
}
