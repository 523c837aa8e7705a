package io.portreeve.gateway.doctor;

import io.portreeve.controls.Glob;
import io.portreeve.controls.contextpoisoning.GuessedSinks;
import io.portreeve.gateway.config.ApprovalNeed;
import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which calls with effects nobody has to approve. What is known of tools are names: whether one has
 * effects is the operator's word or else guessed from it, as {@code information-flow} does.
 */
final class ApprovalLooks {
  private static final Remedy NOTHING = new Remedy(List.of(), "");

  private ApprovalLooks() {}

  static Stream<Subject> effects(Patient patient) {
    return patient.configuration().servers().entrySet().stream()
        .filter(one -> isReached(patient.configuration(), one.getKey()))
        .flatMap(one -> effects(patient, one).stream());
  }

  /** Whether a rule allows a tool there that may have effects. */
  private static boolean isReached(Configuration right, String server) {
    return right.policy().binding().allow().stream()
        .filter(rule -> Patient.isAbout(rule, server))
        .flatMap(rule -> rule.tools().stream())
        .anyMatch(glob -> hasEffects(right, server, glob.pattern().replace("*", "")));
  }

  private static Optional<Subject> effects(
      Patient patient, Map.Entry<String, ServerSettings> server) {
    String id = server.getKey();
    List<String> known = patient.tools(id).toList();
    List<String> consequential =
        known.stream().filter(tool -> hasEffects(patient.configuration(), id, tool)).toList();
    if (!known.isEmpty() && consequential.isEmpty()) {
      return Optional.empty();
    }
    List<String> free =
        consequential.stream()
            .filter(tool -> isFree(patient.configuration(), server, tool))
            .toList();
    boolean open = known.isEmpty() || reachesUnknown(patient.configuration(), id);
    if (open && asksNobody(patient.configuration(), id)) {
      Predicate<String> declared = server.getValue().tools()::containsKey;
      return Optional.of(
          new Subject(
              id,
              List.of("approvals", "undeclared"),
              Optional.of(each(undeclared(), id, free.stream().filter(declared).toList()))));
    }
    return Optional.of(
        new Subject(
            id,
            List.of("servers", id, "tools"),
            free.isEmpty() ? Optional.empty() : Optional.of(each(NOTHING, id, free))));
  }

  /** Whether a rule allows whatever has a name of some form, and that may have effects. */
  private static boolean reachesUnknown(Configuration right, String server) {
    return right.policy().binding().allow().stream()
        .filter(rule -> Patient.isAbout(rule, server))
        .flatMap(rule -> rule.tools().stream())
        .map(Glob::pattern)
        .anyMatch(form -> form.contains("*") && hasEffects(right, server, form.replace("*", "")));
  }

  /** Whether nobody is asked about a tool that the operator said nothing of. */
  private static boolean asksNobody(Configuration right, String server) {
    return right.approvals().undeclared() == ApprovalNeed.NEVER
        && right.policy().binding().approve().stream()
            .noneMatch(rule -> Patient.isAbout(rule, server));
  }

  private static Remedy undeclared() {
    return Remedy.put("user", "approvals", "undeclared");
  }

  private static Remedy each(Remedy first, String id, List<String> tools) {
    Remedy all = first;
    for (String tool : tools) {
      all = all.and("true", "servers", id, "tools", tool, "consequential");
    }
    return all.saying(
        "A tool that only reads needs nobody's yes: say `approval: never` of it in `servers.%s.tools`."
            .formatted(id));
  }

  private static boolean hasEffects(Configuration right, String server, String tool) {
    return right
        .flow()
        .server(server)
        .tool(tool)
        .effects()
        .orElseGet(() -> GuessedSinks.of(tool, JsonObject.empty()).isPresent());
  }

  /** Nobody has to approve a call of it, and the operator did not say that this is right. */
  private static boolean isFree(
      Configuration right, Map.Entry<String, ServerSettings> server, String tool) {
    ApprovalSettings approvals = right.approvals();
    Optional<ToolSettings> declared = Optional.ofNullable(server.getValue().tools().get(tool));
    boolean meant = declared.flatMap(ToolSettings::approval).isPresent();
    ApprovalNeed need = declared.map(approvals::of).orElse(approvals.undeclared());
    boolean ruled =
        right.policy().binding().approve().stream()
            .filter(rule -> Patient.isAbout(rule, server.getKey()))
            .anyMatch(rule -> names(rule, tool));
    return !meant
        && !ruled
        && need == ApprovalNeed.NEVER
        && mayBeCalled(right, server.getKey(), tool);
  }

  private static boolean mayBeCalled(Configuration right, String server, String tool) {
    return right.policy().binding().allow().stream()
        .anyMatch(rule -> Patient.isAbout(rule, server) && names(rule, tool));
  }

  private static boolean names(RuleSettings rule, String tool) {
    return rule.tools().stream().anyMatch(glob -> glob.matches(tool));
  }
}
