package io.portreeve.gateway.scan.finding;

import java.util.List;

/** One kind of look. Made for one scan. */
public interface Probe {
  /** What is looked at, in a few words. */
  String what();

  /**
   * All that it finds; what it cannot look at is a finding, too.
   *
   * @param progress is told how far it is
   */
  List<Finding> look(Progress progress) throws InterruptedException;
}
