package io.portreeve.gateway;

import io.portreeve.controls.Glob;
import io.portreeve.controls.unintendedtoolexecution.Allowlist;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.mcp.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The operator's allowlist: what any rule of {@code allow} names, whoever it allows it to. */
final class AllowedNames {
  private AllowedNames() {}

  static Allowlist of(Configuration configuration) {
    Map<ServerId, Allowlist.Named> servers = new HashMap<>();
    for (String server : configuration.servers().keySet()) {
      List<RuleSettings> rules =
          configuration.policy().binding().allow().stream()
              .filter(rule -> rule.servers().isEmpty() || rule.servers().contains(server))
              .toList();
      servers.put(
          new ServerId(server),
          new Allowlist.Named(
              patterns(rules, RuleSettings::tools),
              patterns(rules, RuleSettings::prompts),
              patterns(rules, RuleSettings::resources)));
    }
    return new Allowlist(servers);
  }

  private static List<Glob> patterns(
      List<RuleSettings> rules, Function<RuleSettings, List<Glob>> kind) {
    return rules.stream().flatMap(rule -> kind.apply(rule).stream()).distinct().toList();
  }
}
