package io.portreeve.lab.scene;

import io.portreeve.guard.Mitigation;

/** One attack on one mitigation. */
public interface Attack {
  Mitigation mitigation();

  /** What happens, in one sentence. */
  String story();

  /** A fresh server for one attempt. */
  LabServer server();

  /** The rules of the guarded run, as the {@code policy} of a configuration. */
  String policy();

  /** Attacks, and tells whether it worked. The server is the one that {@link #server} made. */
  Attempt attempt(LabClient client, LabServer server) throws LabFault;

  /** What came of an attempt. */
  record Attempt(boolean succeeded, String evidence) {}
}
