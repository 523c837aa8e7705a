package io.portreeve.bench.scale;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is said of so many nodes with one profile.
 *
 * @param waits empty where something is overfull, so that waits would grow without end
 */
record Said(
    int nodes,
    Demand demand,
    Store store,
    Optional<Simulation.Waits> waits,
    Incidents.Lateness lateness,
    Incidents.Failover failover,
    Incidents.Failover silent,
    Incidents.Standstill standstill,
    double reconnected) {
  private static final double AWAY = 5;

  /** The worst: all have asked meanwhile, and nobody has given up yet. */
  private static final double STANDS = 3;

  private static final double DAY = 86_400;

  static Said of(int nodes, Demand demand, Store store, double seconds, long seed) {
    boolean overfull =
        Resource.REDIS.share(nodes, demand, store) >= 1
            || Resource.READERS.share(nodes, demand, store) >= 1;
    Optional<Simulation.Waits> waits =
        overfull
            ? Optional.empty()
            : Optional.of(new Simulation(nodes, demand, store, seed).run(seconds));
    Incidents incidents = new Incidents(nodes, demand, seed);
    return new Said(
        nodes,
        demand,
        store,
        waits,
        incidents.revocation(waits.map(one -> one.readers().quantile(0.99)).orElse(0.0)),
        incidents.redisAway(AWAY, false),
        incidents.redisAway(AWAY, true),
        incidents.postgresStands(STANDS),
        incidents.reconnected(1));
  }

  /** What is full with the fewest nodes. */
  private Resource first() {
    return Arrays.stream(Resource.values())
        .min(Comparator.comparingInt(one -> one.wall(demand, store)))
        .orElseThrow();
  }

  /** One line of JSON: all names and words in it are plain. */
  String json() {
    Map<String, String> said = new LinkedHashMap<>();
    said.put("profile", '"' + demand.profile().word() + '"');
    said.put("nodes", Integer.toString(nodes));
    said.put("shares", object(one -> rounded(one.share(nodes, demand, store))));
    said.put("walls", object(this::wall));
    said.put("first", '"' + first().word() + '"');
    said.put("auditGigabytesADay", rounded(gigabytes()));
    waits.ifPresent(it -> {
      said.put("redisWaitMicros50", Long.toString(micros(it.redis().quantile(0.5))));
      said.put("redisWaitMicros99", Long.toString(micros(it.redis().quantile(0.99))));
    });
    said.put("revocationHalf", rounded(lateness.half()));
    said.put("revocationLast", rounded(lateness.last()));
    said.put("redisAwayRefused", Long.toString(failover.refused()));
    said.put("redisAwayLast", rounded(failover.last()));
    said.put("redisSilentRefused", Long.toString(silent.refused()));
    said.put("redisSilentLast", rounded(silent.last()));
    said.put("pollsUsual", Integer.toString(standstill.usual()));
    said.put("pollsAfter", Integer.toString(standstill.after()));
    said.put("pollsLater", Integer.toString(standstill.later()));
    said.put("pollsInStep", Integer.toString(standstill.inStep()));
    said.put("reconnectedSeconds", rounded(reconnected));
    return object(said);
  }

  private String wall(Resource one) {
    int wall = one.wall(demand, store);
    return wall == Integer.MAX_VALUE ? "null" : Integer.toString(wall);
  }

  private static String object(Function<Resource, String> value) {
    Map<String, String> members = new LinkedHashMap<>();
    for (Resource one : Resource.values()) {
      members.put(one.word(), value.apply(one));
    }
    return object(members);
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> '"' + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private double gigabytes() {
    return nodes * demand.journalBytes() * DAY / 1e9;
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static long micros(double seconds) {
    return Math.round(seconds * 1e6);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "%s, %d nodes", demand.profile().word(), nodes);
    for (Resource one : Resource.values()) {
      int wall = one.wall(demand, store);
      String when = wall == Integer.MAX_VALUE ? "" : "full with " + Math.max(1, wall) + " nodes";
      line(text, "  %-46s %7.1f %%  %s", one.words(), 100 * one.share(nodes, demand, store), when);
    }
    line(text, "  first of what is shared: %s", first().words());
    waits.ifPresentOrElse(
        it ->
            line(
                text,
                "  a script waits for Redis p50 %d us, p99 %d us; a look-up for PostgreSQL p99 %d us",
                micros(it.redis().quantile(0.5)),
                micros(it.redis().quantile(0.99)),
                micros(it.readers().quantile(0.99))),
        () -> line(text, "  overfull: who waits, waits longer and longer"));
    line(text, "  audit logs: %.2f GB a day on all nodes", gigabytes());
    line(
        text,
        "  a revoked key is refused by half of the nodes after %.1f s, by the last after %.1f s",
        lateness.half(),
        lateness.last());
    events(text);
    return text.toString();
  }

  private void events(StringBuilder text) {
    line(
        text,
        "  Redis away for 5 s: %d calls refused, the last node back after %.1f s more; says nothing:"
            + " %d and %.1f s",
        failover.refused(),
        failover.last(),
        silent.refused(),
        silent.last());
    line(
        text,
        "  PostgreSQL stands for 3 s: polls in a tenth of a second %d before, %d when it goes on, %d"
            + " a minute later (%d if pauses were not shortened)",
        standstill.usual(),
        standstill.after(),
        standstill.later(),
        standstill.inStep());
    line(text, "  PostgreSQL starts anew: %.1f s until each node has one connection", reconnected);
    if (nodes > 1) {
      line(text, "  a node dies: %.2f %% more for each other", 100.0 / (nodes - 1));
    }
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
