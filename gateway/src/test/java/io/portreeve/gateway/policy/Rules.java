package io.portreeve.gateway.policy;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Parsed;
import io.portreeve.guard.Approver;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about whatever is used, for tests; a condition that is empty is none. */
public final class Rules {
  private Rules() {}

  /** For everybody. */
  public static RuleSettings rule(String name, String when) {
    return made(name, List.of(), List.of(), Map.of(), when, false, Optional.empty());
  }

  /** For whoever has one of these roles. */
  public static RuleSettings forRoles(String name, List<String> roles, String when) {
    return made(name, roles, List.of(), Map.of(), when, false, Optional.empty());
  }

  /** For whoever comes through this client. */
  public static RuleSettings forClient(String name, String client) {
    return made(name, List.of(), List.of(new Glob(client)), Map.of(), "", false, Optional.empty());
  }

  /** For whoever is this to each object that is named. */
  public static RuleSettings demanding(String name, Map<String, String> objects, String when) {
    return made(name, List.of(), List.of(), objects, when, false, Optional.empty());
  }

  /** One that asks for an approval. */
  public static RuleSettings asking(String name, Approver by, String when) {
    return made(name, List.of(), List.of(), Map.of(), when, false, Optional.of(by));
  }

  /** One of those that is only tried. */
  public static RuleSettings askingTried(String name, Approver by, String when) {
    return made(name, List.of(), List.of(), Map.of(), when, true, Optional.of(by));
  }

  /** One that is only tried. */
  public static RuleSettings tried(String name, String when) {
    return made(name, List.of(), List.of(), Map.of(), when, true, Optional.empty());
  }

  /** What is wrong with a condition; empty: nothing. */
  static Optional<String> fault(String condition) {
    return switch (new ConditionReader().read(condition)) {
      case Parsed.Right<Expression> _ -> Optional.empty();
      case Parsed.Wrong<Expression>(String what, _) -> Optional.of(what);
    };
  }

  private static RuleSettings made(
      String name,
      List<String> roles,
      List<Glob> clients,
      Map<String, String> objects,
      String when,
      boolean shadow,
      Optional<Approver> by) {
    List<Glob> any = List.of(new Glob("*"));
    return new RuleSettings(
        name,
        roles,
        clients,
        List.of(),
        List.of(),
        any,
        any,
        any,
        by.isPresent() ? List.of(Phase.CALL) : List.of(Phase.DISCOVER, Phase.CALL),
        objects,
        Optional.of(when).filter(text -> !text.isEmpty()).map(Expression.Unread::new),
        shadow,
        by);
  }
}
