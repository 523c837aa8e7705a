package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tools that stand in the way of others: by a name that is taken for theirs, or by speaking of
 * them.
 */
record Shadowing(RuleBook rules) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_]");

  List<Finding> of(List<Offered> all) {
    List<Offered> tools =
        all.stream()
            .filter(Offered::isTool)
            .sorted(Comparator.comparing(Offered::server).thenComparing(Offered::name))
            .toList();
    var found = new ArrayList<Finding>();
    names(tools, found);
    Map<String, Set<String>> owners = owners(tools);
    all.forEach(one -> mentions(one, owners, found));
    return found;
  }

  private void names(List<Offered> tools, List<Finding> found) {
    Map<String, Map<String, Offered>> alike = new TreeMap<>();
    for (Offered tool : tools) {
      alike
          .computeIfAbsent(Skeleton.of(tool.name()), _ -> new LinkedHashMap<>())
          .putIfAbsent(tool.server() + "\0" + tool.name(), tool);
    }
    for (Map<String, Offered> group : alike.values()) {
      List<Offered> members = List.copyOf(group.values());
      members.stream().skip(1).forEach(one -> clash(members.getFirst(), one, found));
    }
  }

  private void clash(Offered first, Offered other, List<Finding> found) {
    String rule = first.name().equals(other.name()) ? "shared-name" : "confusable-name";
    String evidence = "also " + first.server() + " " + first.name();
    found.add(new Finding(rules.rule(rule), other.server(), other.subject(), evidence));
  }

  private static Map<String, Set<String>> owners(List<Offered> tools) {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (Offered tool : tools) {
      owners.computeIfAbsent(tool.name(), _ -> new TreeSet<>()).add(tool.server());
    }
    return owners;
  }

  /** Only a name that no plain word is can be meant by it. */
  private void mentions(Offered one, Map<String, Set<String>> owners, List<Finding> found) {
    var told = new TreeSet<String>();
    for (String text : Texts.of(one).plain()) {
      Matcher words = NAME.matcher(text);
      while (words.find()) {
        String word = words.group();
        Set<String> theirs = owners.getOrDefault(word, Set.of(one.server()));
        if (isOwnWord(word) && !theirs.contains(one.server()) && told.add(word)) {
          String evidence = "speaks of " + word + " of " + String.join(", ", theirs);
          found.add(
              new Finding(rules.rule("names-other-tool"), one.server(), one.subject(), evidence));
        }
      }
    }
  }

  private static boolean isOwnWord(String word) {
    return Words.of(word).all().size() > 1;
  }
}
