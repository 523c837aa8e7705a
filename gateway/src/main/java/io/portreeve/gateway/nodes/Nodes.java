package io.portreeve.gateway.nodes;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes that share a store, as one of them sees them. Each says there which configuration it
 * runs and which of their secrets it knows; whether they are alike is told to the operator when it
 * changes, and can be measured.
 *
 * <p>Promise: a node that takes over another configuration is noticed by all within {@link #PAUSE},
 * and one that starts with another notices it itself within twice that. Nothing is refused because
 * of it: while files are replaced nodes do differ.
 */
public final class Nodes implements Measured, AutoCloseable {
  /** Between two looks, and between two words of a node. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger("io.portreeve.nodes.configurations");
  private static final System.Logger SECRETS = System.getLogger("io.portreeve.nodes.secrets");

  private final RollCall roll;
  private final NodeSecrets secrets;
  private final NodeConfigurations configurations;
  private final UnknownNodeSecrets unknown;
  private Optional<Recurring> looking = Optional.empty();
  private Digest runs;
  private long words;

  /**
   * Of a node of this name, which runs this from the first.
   *
   * @param lines told of configurations
   * @param ofSecrets told of secrets
   */
  Nodes(
      Settings store,
      String node,
      Digest runs,
      NodeSecrets secrets,
      Outage.Lines lines,
      Outage.Lines ofSecrets) {
    this.roll = new RollCall(store, node);
    this.runs = runs;
    this.secrets = secrets;
    this.configurations = new NodeConfigurations(node, lines);
    this.unknown = new UnknownNodeSecrets(secrets, ofSecrets);
  }

  /** Says and hears until it is closed. */
  public static Nodes start(Settings store, String node, Digest runs, NodeSecrets secrets) {
    Nodes nodes = new Nodes(store, node, runs, secrets, LOG::log, SECRETS::log);
    nodes.look();
    nodes.looking = Optional.of(Recurring.start("nodes", PAUSE, nodes::look));
    return nodes;
  }

  /** Which secrets each node said last that it knows; one that was killed is still among them. */
  public static SortedMap<String, NodeSecrets> secrets(Settings store) {
    SortedMap<String, NodeSecrets> all = new TreeMap<>();
    RollCall.last(store)
        .forEach((node, word) -> word.secrets().ifPresent(said -> all.put(node, said)));
    return all;
  }

  /** From now on this node runs another one. */
  public synchronized void runs(Digest next) {
    runs = next;
    look();
  }

  /** Says what this node runs, and hears what others do; nothing new while the store is away. */
  synchronized void look() {
    try {
      words++;
      roll.say(NodeWord.of(runs, words, secrets));
      SortedMap<String, NodeWord> others = roll.others();
      configurations.compare(runs, others);
      unknown.compare(others);
    } catch (StoreUnavailable away) {
      LOG.log(System.Logger.Level.DEBUG, "what other nodes run is not known now", away);
    }
  }

  @Override
  public void measure(MetricsPage page) {
    configurations.measure(page);
    unknown.measure(page);
  }

  @Override
  public void close() {
    looking.ifPresent(Recurring::close);
    synchronized (this) {
      try {
        roll.leave();
      } catch (StoreUnavailable away) {
        LOG.log(System.Logger.Level.DEBUG, "the others will find out that this node is gone", away);
      }
    }
  }
}
