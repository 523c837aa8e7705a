package io.portreeve.gateway.nodes;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether each node knows the secrets that the others make keys under. */
final class UnknownNodeSecrets implements Measured {
  private final NodeSecrets ours;
  private final DifferingNodes differing;
  private volatile long counted;

  UnknownNodeSecrets(NodeSecrets ours, Outage.Lines lines) {
    this.ours = ours;
    this.differing =
        new DifferingNodes("all nodes know the secret that each makes keys under again", lines);
  }

  /** Of a node that knows ours, among those. */
  void compare(SortedMap<String, NodeWord> others) {
    SortedMap<String, String> unknown = new TreeMap<>();
    others.forEach((name, word) ->
        word.secrets().flatMap(ours::whyRefused).ifPresent(why -> unknown.put(name, why)));
    counted = unknown.size();
    differing.are(
        unknown,
        all ->
            "of the nodes that share the store "
                + all
                + "; API keys that one of them has made, or put under its secret, are refused at the"
                + " other. Name the secrets of both in `state.secret` and `state.accepted-secrets` of"
                + " each; `portreeve store secrets` shows which node knows which");
  }

  @Override
  public void measure(MetricsPage page) {
    var _ =
        page.gauge(
                "portreeve_nodes_unknown_secret",
                "Nodes that share the store and were heard lately, at which keys of this one are"
                    + " refused, or theirs here")
            .sample(counted);
  }
}
