package io.portreeve.gateway.downstream;

import io.portreeve.guard.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The clients whose streams are open, by ids that nobody can guess and that prove nothing. */
final class SseClients {
  private final LegacyCore core;
  private final Map<String, Connected> open = new HashMap<>();

  SseClients(LegacyCore core) {
    this.core = core;
  }

  /** One client: whose it is, what it says, and what is said to it. */
  record Connected(String id, Principal owner, LegacyConnection connection, EventLog log) {
    boolean belongsTo(Principal principal) {
      return principal.continues(owner);
    }
  }

  /** Nothing if there are too many. */
  synchronized Optional<Connected> open(Principal owner) {
    long own =
        open.values().stream().filter(client -> client.owner().id().equals(owner.id())).count();
    if (open.size() >= core.limits().sessions() || own >= core.limits().sessionsOfOne()) {
      return Optional.empty();
    }
    EventLog log = new EventLog(core.limits(), core.arrivals().clock(), core.kept(), owner.id());
    LegacyConnection connection = new LegacyConnection(core, log::append);
    Connected client = new Connected(core.token(), owner, connection, log);
    open.put(client.id(), client);
    return Optional.of(client);
  }

  synchronized Optional<Connected> find(String id, Principal principal) {
    return Optional.ofNullable(open.get(id)).filter(client -> client.belongsTo(principal));
  }

  void close(Connected client) {
    synchronized (this) {
      open.remove(client.id());
    }
    client.connection().close();
    client.log().forget();
  }
}
