package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.mcp.ServerId;
import java.util.List;

/** Port: by what besides the detector messages from and to a server are judged, in this order. */
@FunctionalInterface
public interface ServerClassifiers {
  List<Classifier> of(ServerId server);

  /** The detector judges alone. */
  static ServerClassifiers none() {
    return _ -> List.of();
  }
}
