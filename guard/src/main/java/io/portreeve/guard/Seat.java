package io.portreeve.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control in its place in the chain, and what it is called there: asked once, since each decision
 * of it says so.
 */
final class Seat<C extends Control> {
  private final C control;
  private final String name;
  private final Mitigation mitigation;
  // What it passes without a word it mostly passes for one reason: said once. No lock is needed:
  // decisions do not change, so whichever a thread sees is right.
  private @Nullable Decision usual;

  private Seat(C control) {
    this.control = control;
    this.name = control.name();
    this.mitigation = control.mitigates();
  }

  /** A place for each, in their order. */
  static <C extends Control> List<Seat<C>> of(List<C> controls) {
    return controls.stream().map(Seat::new).toList();
  }

  C control() {
    return control;
  }

  /** Its verdict without the message. */
  Decision decision(Verdict<?> verdict) {
    return switch (verdict) {
      case Verdict.Pass<?> pass -> passed(pass);
      case Verdict.Rewrite<?> rewrite ->
          said(Decision.Kind.REWRITE, rewrite.reason(), rewrite.detail(), rewrite.changes());
      case Verdict.Ask<?> ask -> said(Decision.Kind.ASK, ask.reason(), ask.question(), List.of());
      case Verdict.Deny<?> deny ->
          said(Decision.Kind.DENY, deny.reason(), deny.detail(), List.of());
    };
  }

  private Decision passed(Verdict.Pass<?> pass) {
    Decision known = usual;
    boolean wordless = "".equals(pass.detail()); // a control in another module may give null
    if (wordless && known != null && known.reason() == pass.reason()) {
      return known;
    }
    Decision passed = said(Decision.Kind.PASS, pass.reason(), pass.detail(), List.of());
    if (wordless) {
      usual = passed;
    }
    return passed;
  }

  private Decision said(Decision.Kind kind, Reason reason, String detail, List<Change> changes) {
    return new Decision(name, mitigation, kind, reason, detail, changes);
  }
}
