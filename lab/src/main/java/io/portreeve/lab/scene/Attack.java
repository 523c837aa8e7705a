package io.portreeve.lab.scene;

import io.portreeve.guard.Mitigation;
import java.net.URI;

/** One attack on one mitigation. */
public interface Attack {
  Mitigation mitigation();

  /** What happens, in one sentence. */
  String story();

  /** A fresh server for one attempt. */
  LabServer server();

  /** The rules of the guarded run, as the {@code policy} of a configuration. */
  String policy();

  /** What else the gateway of the guarded run is told, which stands in front of {@code server}. */
  default String configuration(URI server) {
    return "";
  }

  /** Attacks, and tells whether it worked. The server is the one that {@link #server} made. */
  Attempt attempt(LabClient client, LabServer server) throws LabFault;

  /** What came of an attempt. */
  record Attempt(boolean succeeded, String evidence) {}
}
