package io.portreeve.guard;

import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import java.util.Optional;

/**
 * Port: what a scan says of definitions. It asks no server, and answers for the same definition the
 * same until an operator accepts what was found in it.
 */
public interface Findings {
  /** The finding for which this definition must not be shown; empty: there is none. */
  Optional<String> judge(ServerId server, Kind kind, String name, Json definition);

  /** The finding for which nothing of this name may be used; empty: there is none. */
  Optional<String> holding(ServerId server, Kind kind, String name);
}
