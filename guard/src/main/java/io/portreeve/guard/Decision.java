package io.portreeve.guard;

import java.util.List;

/** What one control said of one message; the audit keeps them in order. */
public record Decision(
    String control,
    Mitigation mitigation,
    Kind kind,
    Reason reason,
    String detail,
    List<Change> changes) {
  /** The verdict without its message. */
  public enum Kind {
    PASS,
    REWRITE,
    ASK,
    DENY
  }

  /** Of the two parts by which decisions mostly differ: they are looked up for each message. */
  @Override
  public int hashCode() {
    return 31 * control.hashCode() + reason.hashCode();
  }

  static Decision of(Control control, Verdict<?> verdict) {
    Kind kind = kind(verdict);
    return switch (verdict) {
      case Verdict.Pass<?> pass -> record(control, kind, pass.reason(), pass.detail(), List.of());
      case Verdict.Rewrite<?> rewrite ->
          record(control, kind, rewrite.reason(), rewrite.detail(), rewrite.changes());
      case Verdict.Ask<?> ask -> record(control, kind, ask.reason(), ask.question(), List.of());
      case Verdict.Deny<?> deny -> record(control, kind, deny.reason(), deny.detail(), List.of());
    };
  }

  private static Kind kind(Verdict<?> verdict) {
    return switch (verdict) {
      case Verdict.Pass<?> _ -> Kind.PASS;
      case Verdict.Rewrite<?> _ -> Kind.REWRITE;
      case Verdict.Ask<?> _ -> Kind.ASK;
      case Verdict.Deny<?> _ -> Kind.DENY;
    };
  }

  private static Decision record(
      Control control, Kind kind, Reason reason, String detail, List<Change> changes) {
    return new Decision(control.name(), control.mitigates(), kind, reason, detail, changes);
  }
}
