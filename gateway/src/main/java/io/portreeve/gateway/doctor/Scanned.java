package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.RulePlaces;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.guard.Mitigation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the scan's rules found in the configuration, as complaints. Its words stay. */
final class Scanned {
  private static final String INSECURE = "insecure-option";
  private static final String WEAKENED = "weakened-default";

  /** The same is an option that must be set for it, which has a finding of its own. */
  private static final String SAID_BY_ITS_OPTION = "plain-http";

  /** Which mitigation an option gives up, by the last of its keys. */
  private static final Map<String, Mitigation> OPTIONS =
      Map.ofEntries(
          Map.entry("insecure-plaintext", Mitigation.SERVER_IDENTITY),
          Map.entry("insecure-no-controls", Mitigation.ACCESS_AUTHORIZATION),
          Map.entry("insecure-all-rights", Mitigation.LEAST_PRIVILEGE),
          Map.entry("insecure-anonymous", Mitigation.USER_AUTHENTICATION),
          Map.entry("insecure-no-sandbox", Mitigation.LEAST_PRIVILEGE),
          Map.entry("insecure-network", Mitigation.NETWORK_SEGMENTATION),
          Map.entry("insecure-unwatched", Mitigation.LEAST_PRIVILEGE),
          Map.entry("insecure-shared-credential", Mitigation.STRICT_AUTHORIZATION),
          Map.entry("insecure-private-addresses", Mitigation.INPUT_SANITIZATION),
          Map.entry("insecure-no-inference", Mitigation.INPUT_SANITIZATION),
          Map.entry("input.insecure-skip-validation", Mitigation.INPUT_VALIDATION),
          Map.entry("input.insecure-skip-sanitization", Mitigation.INPUT_SANITIZATION),
          Map.entry("output.insecure-skip-validation", Mitigation.RESPONSE_VALIDATION),
          Map.entry("output.insecure-skip-sanitization", Mitigation.RESPONSE_SANITIZATION),
          Map.entry("insecure-open", Mitigation.ACCESS_AUTHORIZATION));

  /** Which mitigation a setting that is weaker than its default is part of. */
  private static final Map<String, Mitigation> SECTIONS =
      Map.of(
          "pinning", Mitigation.DEFINITION_PINNING,
          "input", Mitigation.INPUT_VALIDATION,
          "output", Mitigation.RESPONSE_VALIDATION,
          "limits", Mitigation.ACCESS_AUTHORIZATION,
          "scan", Mitigation.CONTINUOUS_SCANNING,
          "audit", Mitigation.ACCESS_AUTHORIZATION);

  private Scanned() {}

  static Stream<Complaint> complaints(Patient patient) {
    return patient.scanned().stream()
        .filter(one -> !one.rule().id().equals(SAID_BY_ITS_OPTION))
        .map(one -> complaint(patient, one));
  }

  private static Complaint complaint(Patient patient, Finding one) {
    List<String> path = path(patient, one);
    Remedies remedies = new Remedies(patient);
    boolean option = one.rule().id().equals(INSECURE) || one.rule().id().equals("no-controls");
    Remedy remedy = option ? remedies.ofOption(path) : remedies.of(one, path);
    return new Complaint(
        one.rule().id(),
        mitigation(one),
        standing(one),
        one.server().isEmpty() ? one.subject() : one.server(),
        path,
        one.rule().title(),
        why(one),
        remedy.saying(remedy.steps().isEmpty() ? one.rule().remedy() : ""));
  }

  /** Of a setting, what it would be by itself, and what that keeps away. */
  private static String why(Finding one) {
    if (!one.rule().id().equals(WEAKENED)) {
      return one.evidence();
    }
    String held =
        one.evidence().replaceFirst("^went from (.+) to (.+)$", "the default is $1, this is $2");
    return one.subject().equals("pinning.first-seen")
        ? held + ": what a server first says of its tools is trusted unseen"
        : held;
  }

  private static Standing standing(Finding one) {
    return switch (one.severity()) {
      case LOW -> one.rule().id().equals(WEAKENED) ? Standing.PARTLY : Standing.ON;
      case MEDIUM -> Standing.PARTLY;
      case HIGH -> Standing.WEAKENED;
      case CRITICAL -> Standing.OPEN;
    };
  }

  /** That of the rule, unless the option or the setting is part of another. */
  private static Mitigation mitigation(Finding one) {
    String subject = one.subject();
    Optional<Mitigation> own =
        switch (one.rule().id()) {
          case INSECURE -> option(subject);
          case WEAKENED -> Optional.ofNullable(SECTIONS.get(subject.replaceAll("\\..*", "")));
          default -> Optional.empty();
        };
    return own.orElse(one.rule().mitigation());
  }

  /** Which mitigation the option of this path gives up; empty if nobody said so. */
  static Optional<Mitigation> option(String path) {
    if (path.equals("insecure-plaintext")) {
      return Optional.of(Mitigation.USER_AUTHENTICATION);
    }
    String last = path.substring(path.lastIndexOf('.') + 1);
    return Optional.ofNullable(OPTIONS.get(path)).or(() -> Optional.ofNullable(OPTIONS.get(last)));
  }

  private static List<String> path(Patient patient, Finding one) {
    String subject = one.subject();
    if (subject.startsWith("rule ")) {
      return new RulePlaces(patient.configuration().policy())
          .of(subject.substring("rule ".length()))
          .orElse(List.of());
    }
    List<String> keys = KeyPath.of(subject);
    return one.server().isEmpty()
        ? keys
        : Stream.concat(Stream.of("servers", one.server()), keys.stream()).toList();
  }
}
