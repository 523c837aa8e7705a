package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.finding.Progress;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: what is known to be wrong with packages. */
public interface Advisories {
  /** Where it is known from, in a few words. */
  String where();

  /**
   * All that is known of these components. Never a part of it.
   *
   * @throws IOException when it cannot be told, with a message of ours
   */
  Told about(Collection<Component> components, Progress progress)
      throws IOException, InterruptedException;

  /**
   * An answer.
   *
   * @param untold the ecosystems of components that nothing could be told of, each with the reason
   */
  record Told(List<Known> known, Map<Ecosystem, String> untold) {}

  /** That a component has what an advisory is about. */
  record Known(Component component, Advisory advisory) {}
}
