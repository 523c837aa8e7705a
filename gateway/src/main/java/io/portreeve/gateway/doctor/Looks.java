package io.portreeve.gateway.doctor;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every look at what may be missing: for what it is needed, and how it stands there. */
final class Looks {
  static final Map<Lack, Function<Patient, Stream<Subject>>> ALL =
      Map.ofEntries(
          Map.entry(Lack.SPOTLIGHTING_OFF, ModelLooks::spotlighting),
          Map.entry(Lack.GUARDRAILS_OFF, ModelLooks::guardrails),
          Map.entry(Lack.EFFECTS_UNAPPROVED, ApprovalLooks::effects),
          Map.entry(Lack.ANY_TOOL_ALLOWED, RuleLooks::tools),
          Map.entry(Lack.MEMORY_UNSIGNED, ModelLooks::memories),
          Map.entry(Lack.FLOW_OFF, ModelLooks::flow),
          Map.entry(Lack.SERVER_UNPROVED, AccessLooks::servers),
          Map.entry(Lack.CLIENTS_UNNAMED, AccessLooks::clients),
          Map.entry(Lack.RULE_FOR_EVERYBODY, RuleLooks::everybody),
          Map.entry(Lack.ANY_RESOURCE_ALLOWED, RuleLooks::resources),
          Map.entry(Lack.ARGUMENT_UNCHECKED, AccessLooks::arguments),
          Map.entry(Lack.PACKAGES_UNLOOKED, AccessLooks::packages));

  private Looks() {}

  /** What is missing. */
  static Stream<Complaint> complaints(Patient patient) {
    return Stream.of(Lack.values())
        .filter(ALL::containsKey)
        .flatMap(lack -> complaints(lack, subjects(lack, patient)));
  }

  private static List<Subject> subjects(Lack lack, Patient patient) {
    return ALL.getOrDefault(lack, _ -> Stream.empty()).apply(patient).toList();
  }

  /** Whether anything needs what this lack is about. */
  static boolean concerned(Lack lack, Patient patient) {
    return !subjects(lack, patient).isEmpty();
  }

  private static Stream<Complaint> complaints(Lack lack, List<Subject> subjects) {
    boolean nowhere = subjects.stream().allMatch(one -> one.remedy().isPresent());
    Standing standing = nowhere ? lack.worst() : Standing.PARTLY;
    return subjects.stream()
        .flatMap(
            one -> one.remedy().stream().map(remedy -> complaint(lack, standing, one, remedy)));
  }

  private static Complaint complaint(Lack lack, Standing standing, Subject one, Remedy remedy) {
    return new Complaint(
        lack.word(),
        lack.mitigation(),
        standing,
        one.name(),
        one.path(),
        lack.what(),
        lack.why(),
        remedy);
  }
}
