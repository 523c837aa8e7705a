package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.display.ShellWord;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person wants to know of a gateway that has just started, besides its address. */
final class StartFacts {
  private StartFacts() {}

  /** Of the quickstart: where it keeps things, what it allows, and how to narrow that. */
  static List<List<String>> of(Quickstart quickstart, Terminal terminal) {
    String kept = terminal.shown(quickstart.data().resolve(Quickstart.KEPT.getFileName()));
    var facts = new ArrayList<List<String>>();
    facts.add(
        List.of(
            "data",
            quickstart.data()
                + " holds keys, pins, the audit log and this start's file; the key is in `"
                + Quickstart.KEY
                + "` there, good for 90 days; make another with"
                + " `portreeve keys create --principal NAME`"));
    facts.add(
        List.of(
            "policy",
            quickstart.allowsEverything()
                ? "whoever has the key may use EVERYTHING that this server offers"
                : "whoever has the key may use what quickstart.yaml there names, and nothing else"));
    facts.add(
        List.of(
            "pins",
            "what the server shows first is trusted, which `portreeve scan` names; changes wait"));
    facts.add(
        List.of(
            "change",
            "each run writes that file anew, so no edit of it lasts: `cp %s portreeve.yaml`, edit its `policy`, run again"
                .formatted(ShellWord.of(kept))));
    if (quickstart.ofDemo()) {
      facts.add(
          List.of(
              "",
              "the demo server ends with this run: put your own server's `url` in there, or start the demo by itself first: `%s`"
                  .formatted(quickstart.demoAlone())));
      facts.add(List.of("yours", "to guard a server of your own: `portreeve run --upstream URL`"));
    }
    return facts;
  }

  /**
   * Of a configured gateway: where it keeps things, where monitors ask, and how a caller gets a
   * key.
   */
  static List<List<String>> configured(
      Configuration configuration, Optional<InetSocketAddress> operations, long keys) {
    var facts = new ArrayList<List<String>>();
    facts.add(List.of("data", configuration.data().toString()));
    StateRows.of(configuration).forEach(facts::add);
    operations.ifPresent(at ->
        facts.add(
            List.of(
                "watch",
                new Listen(at.getAddress(), at.getPort())
                    + " answers monitors: /metrics, /healthz and /readyz")));
    if (AgentRows.said(configuration)) {
      facts.add(List.of("agent", "only `portreeve chat` uses what the file says under `agent`"));
    }
    if (configuration.policy().binding().allow().isEmpty()) {
      facts.add(List.of("policy", "NOTHING is allowed: `policy.allow` has no rule that binds"));
    }
    if (configuration.authentication().apiKeys()) {
      facts.add(List.of("key", key(configuration, keys)));
    }
    return facts;
  }

  /**
   * That nobody is let in for now.
   *
   * @param place of the key that leads to what is shared, to be put before it
   */
  static List<String> withoutSharedState(String place) {
    return List.of(
        "redis",
        "CANNOT BE USED now, so nobody is let in until it can: see the log, and "
            + place
            + "state.redis");
  }

  private static String key(Configuration configuration, long keys) {
    String role =
        configuration.policy().allow().stream()
            .flatMap(rule -> rule.roles().stream())
            .findFirst()
            .map(name -> " --role " + name)
            .orElse("");
    String make = "`portreeve keys create --principal NAME" + role + " --expires 90d`";
    return keys == 0
        ? "there is none yet; make one with " + make
        : (keys == 1
                ? "1 is in use, and was shown only when it was made"
                : keys + " are in use, and each was shown only when it was made")
            + "; make another with "
            + make;
  }
}
