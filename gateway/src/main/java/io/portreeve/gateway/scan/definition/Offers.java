package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.scan.finding.Progress;
import java.util.List;
import java.util.Map;

/** Port: what servers offer. */
@FunctionalInterface
public interface Offers {
  /** What they offer now, as far as it is to be had. */
  Answer now(Progress progress) throws InterruptedException;

  /**
   * What was learned.
   *
   * @param silent the servers that nothing was learned of, and why
   */
  record Answer(List<Offered> offered, Map<String, String> silent) {
    public Answer {
      offered = List.copyOf(offered);
      silent = Map.copyOf(silent);
    }
  }
}
