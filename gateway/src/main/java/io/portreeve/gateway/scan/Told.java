package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was told before, so that of a new result only what is new and what is gone is. */
public final class Told {
  private Map<String, Finding> before = Map.of();

  /**
   * What a result changes.
   *
   * @param gone those that are not there any more; none of which the result could not tell that
   */
  public record Change(List<Finding> fresh, List<Finding> gone) {}

  /** What this result changes; the next is held against it. */
  public synchronized Change next(ScanResult result) {
    Map<String, Finding> now = new LinkedHashMap<>();
    result.findings().forEach(one -> now.put(one.id(), one));
    List<Finding> fresh =
        now.values().stream().filter(one -> !before.containsKey(one.id())).toList();
    List<Finding> missing =
        before.values().stream().filter(one -> !now.containsKey(one.id())).toList();
    missing.stream().filter(one -> !result.couldTell(one)).forEach(one -> now.put(one.id(), one));
    before = now;
    return new Change(fresh, missing.stream().filter(result::couldTell).toList());
  }

  /** All that there is, as was told last. */
  public synchronized Collection<Finding> current() {
    return before.values();
  }
}
