package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tools that are harmless one by one, and together let whoever writes what one of them reads have
 * sent out what another reads.
 */
record Combinations(
    RuleBook rules, PowerWords words, PolicySettings policy, List<Audience> audiences) {
  /** Of audiences with the same tools the first is told only. */
  List<Finding> of(List<Offered> all) {
    Map<String, Audience> found = new LinkedHashMap<>();
    for (Audience audience : audiences) {
      Map<Powers, Offered> powers = powers(audience, all);
      if (powers.size() == Powers.values().length) {
        found.putIfAbsent(text(powers), audience);
      }
    }
    return found.entrySet().stream()
        .map(one ->
            new Finding(rules.rule("toxic-combination"), "", one.getValue().name(), one.getKey()))
        .toList();
  }

  /** An example of each power that somebody has. */
  private Map<Powers, Offered> powers(Audience who, List<Offered> all) {
    Map<Powers, Offered> first = new EnumMap<>(Powers.class);
    all.stream()
        .filter(Offered::isTool)
        .filter(tool -> who.mayCall(policy, tool))
        .forEach(tool -> words.of(tool).forEach(power -> first.putIfAbsent(power, tool)));
    return first;
  }

  private static String text(Map<Powers, Offered> powers) {
    return powers.values().stream()
        .map(tool -> tool.server() + " " + tool.name())
        .collect(Collectors.joining(", then "));
  }
}
