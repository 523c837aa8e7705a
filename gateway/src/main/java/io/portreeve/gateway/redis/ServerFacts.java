package io.portreeve.gateway.redis;

import io.portreeve.gateway.outage.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a Redis server says of itself that decides whether it may be believed.
 *
 * @param run which run of it this is, as the master of which history
 * @param writable whether it takes writes, and is no replica of another
 * @param keeps whether it refuses new values when it is full, rather than forget old ones
 */
record ServerFacts(String run, boolean writable, boolean keeps) {
  /** Where it says so: all sections are five times as much, twice a second from each node. */
  static final List<String> SECTIONS = List.of("server", "replication", "memory");

  private static final Trouble UNNAMED =
      new Trouble(
          "it does not say which run of a server it is (`run_id` and `master_replid` of INFO)",
          "name another server in `state.redis.url`");
  private static final Trouble REPLICA =
      new Trouble("it is a replica", "name the server that takes writes in `state.redis.url`");
  private static final Trouble FORGETS =
      new Trouble(
          "it forgets values when it is full",
          "set `maxmemory-policy` to `noeviction` there, since what was used once would be good"
              + " again");

  /** Of the text that {@code INFO} answers with. */
  static ServerFacts of(String info) {
    Map<String, String> facts =
        info.lines()
            .map(line -> line.split(":", 2))
            .filter(fact -> fact.length == 2)
            .collect(Collectors.toMap(fact -> fact[0], fact -> fact[1].strip(), (one, _) -> one));
    boolean unbounded = "0".equals(facts.get("maxmemory"));
    return new ServerFacts(
        run(facts.getOrDefault("run_id", ""), facts.getOrDefault("master_replid", "")),
        "master".equals(facts.get("role")),
        unbounded || "noeviction".equals(facts.get("maxmemory_policy")));
  }

  /**
   * A server keeps its id when it becomes a replica and then a master again, but not the history
   * that it follows: in between another took writes, and what it has itself may be older.
   */
  private static String run(String id, String history) {
    return id.isEmpty() || history.isEmpty() ? "" : id + "." + history;
  }

  /** Why it cannot be used, if it cannot. */
  Optional<Trouble> unfit() {
    if (run.isEmpty()) {
      return Optional.of(UNNAMED);
    }
    if (!writable) {
      return Optional.of(REPLICA);
    }
    return keeps ? Optional.empty() : Optional.of(FORGETS);
  }
}
