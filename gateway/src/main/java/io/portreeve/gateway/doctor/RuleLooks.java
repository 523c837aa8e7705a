package io.portreeve.gateway.doctor;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.AmendedText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far the rules reach that allow. */
final class RuleLooks {
  /** Names of tools that, by custom, only read. */
  private static final List<String> READING = List.of("read_*", "list_*", "get_*", "search_*");

  private static final int MOST_NAMED = 40;

  private RuleLooks() {}

  static Stream<Subject> tools(Patient patient) {
    return each(
        patient,
        rule -> !rule.tools().isEmpty(),
        rule ->
            rule.tools().stream().anyMatch(RuleLooks::isAnything)
                && !isSaidByTheScan(patient, rule),
        at -> named(patient, at));
  }

  /** A rule about everything is told by the scan's rule, with the same remedy. */
  private static boolean isSaidByTheScan(Patient patient, RuleSettings rule) {
    return patient.scanned().stream()
        .anyMatch(one ->
            one.rule().id().equals("allows-everything")
                && one.subject().equals("rule " + rule.name()));
  }

  /** The names of the tools in place of all of them: those that were seen, if any were. */
  static Remedy named(Patient patient, int at) {
    RuleSettings rule = patient.configuration().policy().allow().get(at);
    List<String> servers =
        patient.configuration().servers().keySet().stream()
            .filter(id -> Patient.isAbout(rule, id))
            .toList();
    boolean seen = servers.stream().anyMatch(id -> !patient.seen().apply(id).pins().isEmpty());
    Stream<String> names = servers.stream().flatMap(patient::tools).distinct().limit(MOST_NAMED);
    String list =
        Stream.concat(seen ? Stream.empty() : READING.stream(), names)
            .map(AmendedText::quoted)
            .collect(Collectors.joining(", ", "[", "]"));
    return Remedy.put(list, "policy", "allow", String.valueOf(at), "tools")
        .saying("Leave out what is not needed.");
  }

  static Stream<Subject> resources(Patient patient) {
    return each(
        patient,
        rule -> !rule.resources().isEmpty(),
        rule -> rule.resources().stream().anyMatch(RuleLooks::isAnything),
        at ->
            Remedy.put(
                    "[\"file:///srv/docs/*\"]", "policy", "allow", String.valueOf(at), "resources")
                .saying("Put the beginnings of your own addresses there."));
  }

  /** Where only one can come, everybody is he. */
  static Stream<Subject> everybody(Patient patient) {
    return severalMayCome(patient.configuration())
        ? each(
            patient,
            _ -> true,
            RuleLooks::isForEverybody,
            at ->
                Remedy.put("[staff]", "policy", "allow", String.valueOf(at), "roles")
                    .saying("Put the roles there that need it, and give them to keys or tokens."))
        : Stream.empty();
  }

  private static boolean severalMayCome(Configuration right) {
    AuthenticationSettings by = right.authentication();
    return by.apiKeys() || by.oauth().isPresent() || by.clientCertificates().size() > 1;
  }

  private static boolean isForEverybody(RuleSettings rule) {
    return rule.roles().isEmpty()
        && rule.clients().isEmpty()
        && rule.scopes().isEmpty()
        && rule.objects().isEmpty()
        && rule.when().filter(when -> when.text().contains("principal")).isEmpty();
  }

  private static boolean isAnything(Glob glob) {
    return glob.pattern().matches("\\*+");
  }

  /** The rules that bind, by their places in the file. */
  private static Stream<Subject> each(
      Patient patient,
      Predicate<RuleSettings> concerned,
      Predicate<RuleSettings> wrong,
      Function<Integer, Remedy> remedy) {
    List<RuleSettings> rules = patient.configuration().policy().allow();
    return IntStream.range(0, rules.size())
        .filter(at -> !rules.get(at).shadow() && concerned.test(rules.get(at)))
        .mapToObj(at ->
            new Subject(
                "rule " + rules.get(at).name(),
                List.of("policy", "allow", String.valueOf(at)),
                wrong.test(rules.get(at)) ? Optional.of(remedy.apply(at)) : Optional.empty()));
  }
}
