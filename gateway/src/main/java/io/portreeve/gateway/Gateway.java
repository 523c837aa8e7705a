package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OperationsSettings;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.outage.Unbound;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A running gateway: everything a configuration asks for, made and connected here and nowhere else.
 *
 * <p>Closing drains: no new exchange begins, those under way may finish within {@code http.drain},
 * what is left then is answered that the gateway stops, and all of it is on record before the
 * journal closes.
 */
public final class Gateway implements AutoCloseable {
  /** What a request that is cut off may take to answer, and again to put its end on record. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Parts parts;
  private final HttpListener listener;
  private final Optional<Watched> watched;
  private final RecordedRefusals refusals;
  private final Succession succession;
  private final Duration lastWords;
  private final AtomicReference<Configuration> configuration;
  private final Set<Generation> retiring = ConcurrentHashMap.newKeySet();
  private boolean closed;

  private Gateway(
      Parts parts,
      HttpListener listener,
      Optional<Watched> watched,
      RecordedRefusals refusals,
      Succession succession,
      Duration lastWords,
      Configuration configuration) {
    this.parts = parts;
    this.listener = listener;
    this.watched = watched;
    this.refusals = refusals;
    this.succession = succession;
    this.lastWords = lastWords;
    this.configuration = new AtomicReference<>(configuration);
  }

  /**
   * Starts a gateway; it answers when this returns.
   *
   * @throws StartFault when a part cannot be made; nothing is left running then
   */
  public static Gateway start(Configuration configuration, SecretSource secrets) throws StartFault {
    return start(configuration, secrets, AddressResolver.system());
  }

  /** Starts one that finds addresses by these names; where it connects is still the operator's. */
  public static Gateway start(
      Configuration configuration, SecretSource secrets, AddressResolver names) throws StartFault {
    return start(configuration, secrets, names, LAST_WORDS);
  }

  /** Starts one that lets last words take so long. */
  static Gateway start(Configuration configuration, SecretSource secrets, Duration lastWords)
      throws StartFault {
    return start(configuration, secrets, AddressResolver.system(), lastWords);
  }

  private static Gateway start(
      Configuration configuration, SecretSource secrets, AddressResolver names, Duration lastWords)
      throws StartFault {
    try (Opened opened = new Opened()) {
      Parts parts = opened.with(Parts.open(configuration, secrets, names));
      Generation first = opened.with(parts.wire(configuration).generation());
      RecordedRefusals refusals = opened.with(parts.refusals());
      Succession succession = new Succession(first);
      parts.meters().serving(configuration.servers().keySet());
      HttpListener listener =
          opened.with(
              HttpListener.start(
                  parts.engine(),
                  configuration.listen().socketAddress(),
                  Settings.listener(configuration, parts.secrets()),
                  succession,
                  parts.meters().inFrontOf(refusals)));
      Optional<Watched> watched = Optional.empty();
      if (configuration.operations().isPresent()) {
        watched =
            Optional.of(watched(configuration.operations().get(), parts, succession, listener));
      }
      return opened.complete(
          new Gateway(parts, listener, watched, refusals, succession, lastWords, configuration));
    } catch (IOException | PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  private static Watched watched(
      OperationsSettings settings, Parts parts, Succession succession, HttpListener clients)
      throws StartFault {
    try {
      return Watched.start(settings, parts, succession, clients);
    } catch (IOException unusable) {
      Unbound why = Unbound.of(unusable, settings.listen().socketAddress());
      String fix =
          switch (why) {
            case TAKEN -> "stop it, or write another address for monitors there";
            case RIGHTS, ELSEWHERE -> "write another address for monitors there";
            case UNKNOWN -> "put that right, or write another address for monitors there";
          };
      throw new StartFault(
          "operations.listen",
          why.words(settings.listen().toString(), unusable) + "; " + fix,
          unusable);
    }
  }

  /** Serves one client over a pair of streams, before all servers. */
  public static void serve(
      Configuration configuration, SecretSource secrets, InputStream in, OutputStream out)
      throws StartFault, InterruptedException {
    serve(configuration, ServedEndpoint.whole(configuration), secrets, in, out);
  }

  /**
   * Serves one client over a pair of streams until its side ends, listening nowhere. Servers are
   * started when the client first needs them.
   *
   * @param endpoint where the client comes to: one of the configuration, or the whole of it
   * @throws StartFault when a part cannot be made
   */
  public static void serve(
      Configuration configuration,
      ServedEndpoint endpoint,
      SecretSource secrets,
      InputStream in,
      OutputStream out)
      throws StartFault, InterruptedException {
    try (Parts parts = Parts.open(configuration, secrets, AddressResolver.system());
        Parts.Wired wired = parts.wire(configuration)) {
      wired.wiring().stdio(endpoint).serve(in, out);
    } catch (IOException | PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  /**
   * Puts another configuration in force, as a whole, or leaves all as it is.
   *
   * <p>A request that is under way ends under the configuration that it began under, or when the
   * old one's {@code http.drain} is over. Streams that listen are ended at once: whoever still
   * wants to listen is judged by the new one.
   *
   * <p>One at a time, and closing waits for it: what a reload makes, closing finds.
   *
   * @throws StartFault when a part cannot be made, a value needs a new start, or the gateway closes
   */
  public synchronized void reload(Configuration next) throws StartFault {
    if (closed) {
      throw new StartFault("the gateway is stopping");
    }
    Configuration old = configuration.get();
    if (!old.needingRestart(next).isEmpty()) {
      throw new StartFault(String.join(", ", old.needingRestart(next)) + " needs a new start");
    }
    try {
      Generation retired = succession.next(parts.wire(next).generation());
      configuration.set(next);
      parts.runs(next);
      parts.meters().serving(next.servers().keySet());
      retiring.add(retired);
      var _ = Thread.ofVirtual().start(() -> retire(retired, old.http().drain()));
    } catch (PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  private void retire(Generation retired, Duration patience) {
    retired.retire(patience);
    retiring.remove(retired);
  }

  /** Puts something that happened to the gateway itself on record. */
  public void record(String event, JsonObject fields) {
    try {
      var _ = parts.vault().journal().append(AuditEntry.event(event, fields));
    } catch (AuditUnavailable unavailable) {
      System.getLogger("io.portreeve.audit.record-refused")
          .log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }

  /**
   * Asks every server in force for its definitions, in the background: what waits for approval, and
   * which server cannot be reached, is told before a client comes. Ends with the configuration.
   * What the console shows first is read meanwhile.
   */
  public void look() {
    if (configuration.get().console().isPresent()) {
      var _ = parts.ledger().readAhead();
    }
    succession.current().look();
  }

  private void hurry() {
    retiring.forEach(Generation::hurry);
    succession.current().hurry();
  }

  /** How many requests are being answered, streams that only listen among them. */
  public int underWay() {
    return listener.underWay();
  }

  /** Whether what nodes share of the moment can be asked now; nobody is let in while it cannot. */
  public boolean reachesSharedState() {
    return parts.hot().isReachable();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** Where monitors are answered; nowhere if the configuration does not say. */
  public Optional<InetSocketAddress> operations() {
    return watched.map(Watched::address);
  }

  /** The keys of its data directory. */
  public KeyRing keys() {
    return parts.vault().keys();
  }

  /** From here on nothing takes the place of the generation in force; false if it was so before. */
  private synchronized boolean closing() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Drains and closes; a second time does nothing. */
  @Override
  public void close() {
    if (!closing()) {
      return;
    }
    watched.ifPresent(Watched::stopping);
    succession.current().quiet();
    try {
      var _ = listener.drain(configuration.get().http().drain(), this::hurry, lastWords);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    listener.close();
    retiring.forEach(one -> one.retire(lastWords));
    succession.current().retire(lastWords);
    refusals.close();
    watched.ifPresent(Watched::close);
    parts.close();
  }
}
