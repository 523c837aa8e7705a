package io.portreeve.gateway.operations;

import static io.portreeve.gateway.operations.DifferingNodes.shown;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which configuration each of the nodes runs that share a store, and which of their secrets it
 * knows. Each says so there, again and again, so that the others hear that it is still there;
 * whether they are alike is told to the operator when it changes, and can be measured.
 *
 * <p>Promise: a node that takes over another configuration is noticed by all within {@link #PAUSE},
 * and one that starts with another notices it itself within twice that. No clock of any node has a
 * part in it. Nothing is refused because of it: while files are exchanged nodes do differ.
 */
public final class NodeConfigurations implements Measured, AutoCloseable {
  /** Between two looks, and between two words of a node. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  /** A node that said nothing new at so many looks is gone. */
  static final int MOST_MISSED = 4;

  private static final System.Logger LOG = System.getLogger("io.portreeve.nodes.configurations");
  private static final System.Logger SECRETS = System.getLogger("io.portreeve.nodes.secrets");
  private static final String PREFIX = "configuration/";

  private final Settings store;
  private final String node;
  private final NodeSecrets secrets;
  private final DifferingNodes inConfiguration;
  private final DifferingNodes inSecrets;
  private final Map<String, Heard> heard = new TreeMap<>();
  private Optional<Recurring> looking = Optional.empty();
  private String ours;
  private long words;
  private boolean looked;
  private volatile Counted counted = new Counted(1, 0, 0);

  /**
   * What was heard of another.
   *
   * @param word the last one
   * @param missed at how many looks since it said nothing new
   * @param lives whether it said anything while we listened
   */
  private record Heard(String word, int missed, boolean lives) {
    String runs() {
      return word.substring(0, Math.max(0, word.indexOf(' ')));
    }

    Optional<NodeSecrets> secrets() {
      return NodeConfigurations.secrets(word);
    }

    boolean isThere() {
      return lives && missed < MOST_MISSED;
    }
  }

  private record Counted(long same, long other, long apart) {}

  /**
   * Of a node of this name, which runs this from the first.
   *
   * @param lines told of configurations
   * @param ofSecrets told of secrets
   */
  NodeConfigurations(
      Settings store,
      String node,
      Digest runs,
      NodeSecrets secrets,
      Outage.Lines lines,
      Outage.Lines ofSecrets) {
    this.store = store;
    this.node = node;
    this.ours = runs.hex();
    this.secrets = secrets;
    this.inConfiguration = new DifferingNodes("all nodes run the same configuration again", lines);
    this.inSecrets =
        new DifferingNodes("all nodes know the secret that each makes keys under again", ofSecrets);
  }

  /** Says and hears until it is closed. */
  public static NodeConfigurations start(
      Settings store, String node, Digest runs, NodeSecrets secrets) {
    NodeConfigurations nodes =
        new NodeConfigurations(store, node, runs, secrets, LOG::log, SECRETS::log);
    nodes.look();
    nodes.looking = Optional.of(Recurring.start("node-configurations", PAUSE, nodes::look));
    return nodes;
  }

  /** Which secrets each node said last that it knows; one that was killed is still among them. */
  public static SortedMap<String, NodeSecrets> secrets(Settings store) {
    SortedMap<String, NodeSecrets> all = new TreeMap<>();
    store
        .values(PREFIX)
        .forEach((name, word) ->
            secrets(new String(word, StandardCharsets.US_ASCII))
                .ifPresent(said -> all.put(name.substring(PREFIX.length()), said)));
    return all;
  }

  /** A node of before this was said says nothing of it. */
  private static Optional<NodeSecrets> secrets(String word) {
    String[] parts = word.split(" ", -1);
    return parts.length > 2 ? NodeSecrets.read(parts[2]) : Optional.empty();
  }

  /** From now on this node runs another one. */
  public synchronized void runs(Digest next) {
    ours = next.hex();
    look();
  }

  /** Says what this node runs, and hears what others do; nothing new while the store is away. */
  synchronized void look() {
    try {
      words++;
      store.put(
          PREFIX + node,
          (ours + " " + words + " " + secrets.text()).getBytes(StandardCharsets.US_ASCII));
      hear(store.values(PREFIX));
      SortedMap<String, String> others = others();
      SortedMap<String, String> apart = apart();
      long there = heard.values().stream().filter(Heard::isThere).count();
      counted = new Counted(1 + there - others.size(), others.size(), apart.size());
      inConfiguration.are(
          others, runs -> "runs " + shown(runs), all -> otherConfiguration(others.size(), all));
      inSecrets.are(apart, why -> why, NodeConfigurations::otherSecrets);
    } catch (StoreUnavailable away) {
      LOG.log(System.Logger.Level.DEBUG, "what other nodes run is not known now", away);
    }
  }

  private void hear(Map<String, byte[]> all) {
    Map<String, Heard> before = Map.copyOf(heard);
    heard.clear();
    all.forEach((name, value) -> {
      String other = name.substring(PREFIX.length());
      if (!other.equals(node)) {
        String word = new String(value, StandardCharsets.US_ASCII);
        heard.put(other, heard(Optional.ofNullable(before.get(other)), word));
      }
    });
    looked = true;
  }

  /** Those that run another configuration, and which. */
  private SortedMap<String, String> others() {
    SortedMap<String, String> others = new TreeMap<>();
    heard.forEach((other, one) -> {
      if (one.isThere() && !one.runs().equals(ours)) {
        others.put(other, one.runs());
      }
    });
    return others;
  }

  /** Those with which this one does not know the secrets that keys are made under, and why. */
  private SortedMap<String, String> apart() {
    SortedMap<String, String> apart = new TreeMap<>();
    heard.forEach((other, one) ->
        one.secrets()
            .filter(_ -> one.isThere())
            .flatMap(secrets::apart)
            .ifPresent(why -> apart.put(other, why)));
    return apart;
  }

  private static String otherSecrets(String all) {
    return "of the nodes that share the store "
        + all
        + "; API keys that one of them has made, or put under its secret, are refused at the"
        + " other. Name the secrets of both in `state.secret` and `state.accepted-secrets` of"
        + " each; `portreeve store secrets` shows which node knows which";
  }

  /** What stands there at our first look may be of a node that is gone. */
  private Heard heard(Optional<Heard> before, String word) {
    return before
        .map(last ->
            last.word().equals(word)
                ? new Heard(word, last.missed() + 1, last.lives())
                : new Heard(word, 0, true))
        .orElseGet(() -> new Heard(word, 0, looked));
  }

  private String otherConfiguration(int count, String all) {
    return count
        + " of the nodes that share the store run another configuration than this one, "
        + shown(node)
        + " runs "
        + shown(ours)
        + ": "
        + all
        + "; until all have the same file one may let through what another refuses";
  }

  @Override
  public void measure(MetricsPage page) {
    Counted now = counted;
    var _ =
        page.gauge(
                "portreeve_nodes",
                "Nodes that share the store and were heard lately, by whether they run the"
                    + " configuration of this one")
            .sample(now.same(), "configuration", "same")
            .sample(now.other(), "configuration", "other");
    var _ =
        page.gauge(
                "portreeve_nodes_unknown_secret",
                "Nodes that share the store and were heard lately, at which keys of this one are"
                    + " refused, or theirs here")
            .sample(now.apart());
  }

  /** Says nothing any more: the others need not wait for it. */
  @Override
  public void close() {
    looking.ifPresent(Recurring::close);
    synchronized (this) {
      try {
        var _ = store.remove(PREFIX + node);
      } catch (StoreUnavailable away) {
        LOG.log(System.Logger.Level.DEBUG, "the others will find out that this node is gone", away);
      }
    }
  }
}
