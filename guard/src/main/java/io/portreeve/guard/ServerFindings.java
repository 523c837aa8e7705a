package io.portreeve.guard;

import io.portreeve.mcp.ServerId;
import java.util.Optional;

/** Port: what a scan says of whole servers. It looks at nothing when it is asked. */
@FunctionalInterface
public interface ServerFindings {
  /** The finding for which nothing of this server may be used; empty: there is none. */
  Optional<String> holding(ServerId server);
}
