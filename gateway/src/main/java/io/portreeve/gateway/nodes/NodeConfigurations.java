package io.portreeve.gateway.nodes;

import static io.portreeve.gateway.nodes.DifferingNodes.shown;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.Digest;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether all nodes run the same configuration. While files are replaced they do not, and one may
 * let through what another refuses.
 */
final class NodeConfigurations implements Measured {
  private final String node;
  private final DifferingNodes differing;
  private volatile Counted counted = new Counted(1, 0);

  NodeConfigurations(String node, Outage.Lines lines) {
    this.node = node;
    this.differing = new DifferingNodes("all nodes run the same configuration again", lines);
  }

  private record Counted(long same, long other) {}

  /** Of a node that runs this, among those. */
  void compare(Digest runs, SortedMap<String, NodeWord> others) {
    SortedMap<String, String> other = new TreeMap<>();
    others.forEach((name, word) -> {
      if (!word.runs().equals(runs.hex())) {
        other.put(name, "runs " + shown(word.runs()));
      }
    });
    counted = new Counted(1 + others.size() - other.size(), other.size());
    differing.are(
        other,
        all ->
            other.size()
                + " of the nodes that share the store run another configuration than this one, "
                + shown(node)
                + " runs "
                + shown(runs.hex())
                + ": "
                + all
                + "; until all have the same file one may let through what another refuses");
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
  }
}
