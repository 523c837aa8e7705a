package io.portreeve.gateway.replay;

import io.portreeve.gateway.replay.RecordedUse.Was;
import java.util.Map;
import java.util.TreeMap;

/** How many recorded uses came out how; as large as the policy, however long the log. */
public final class ReplayCount {
  private long allowed;
  private long asked;
  private long denied;
  private long wouldDeny;
  private long wouldAllow;
  private long wouldAsk;
  private long wouldNotAsk;
  private long otherwise;
  private long unreadable;
  private long elsewhere;
  private long quarantined;
  private final Map<String, Long> unknown = new TreeMap<>();

  /** Counts a use that was judged again; answers whether it would come out otherwise. */
  public boolean add(RecordedUse use, Replayed now) {
    boolean wasDenied = use.was() != Was.ALLOWED && use.was() != Was.ASKED;
    boolean wasAsked = use.was() == Was.ASKED;
    allowed += wasDenied ? 0 : 1;
    asked += wasAsked ? 1 : 0;
    denied += wasDenied ? 1 : 0;
    long before = changed();
    switch (now) {
      case Replayed.Allowed _ -> {
        wouldAllow += wasDenied ? 1 : 0;
        wouldNotAsk += wasAsked ? 1 : 0;
      }
      case Replayed.Asked _ -> wouldAsk += wasAsked ? 0 : 1;
      case Replayed.Denied _ -> wouldDeny += wasDenied ? 0 : 1;
      case Replayed.Unknown(String rule) -> unknown.merge(rule, 1L, Long::sum);
    }
    return changed() > before;
  }

  private long changed() {
    return wouldDeny + wouldAllow + wouldAsk + wouldNotAsk;
  }

  /** Counts a use that another control refused. */
  public void addOtherwise() {
    otherwise++;
  }

  /** Counts a record that does not say who used what. */
  public void addUnreadable() {
    unreadable++;
  }

  /** Counts a use of a server that the policy's configuration does not have. */
  public void addElsewhere() {
    elsewhere++;
  }

  /** Counts a use, judged or not, of a server that is in quarantine now. */
  public void addQuarantined() {
    quarantined++;
  }

  /** How many are of servers in quarantine, which no rules let be used. */
  public long quarantined() {
    return quarantined;
  }

  /** How many were allowed, with an approval or without, of those that were judged again. */
  public long allowed() {
    return allowed;
  }

  /** How many the rules denied, of those that were judged again. */
  public long denied() {
    return denied;
  }

  /** Of how many of these the rules asked for an approval. */
  public long asked() {
    return asked;
  }

  /** Of how many more they would have asked for one. */
  public long wouldAsk() {
    return wouldAsk;
  }

  /** How many would have gone on without the one that was asked for. */
  public long wouldNotAsk() {
    return wouldNotAsk;
  }

  public long wouldDeny() {
    return wouldDeny;
  }

  public long wouldAllow() {
    return wouldAllow;
  }

  /** How many other controls refused: no rules change that. */
  public long otherwise() {
    return otherwise;
  }

  public long unreadable() {
    return unreadable;
  }

  public long elsewhere() {
    return elsewhere;
  }

  /** How many cannot be told, by the rule that they depend on. */
  public Map<String, Long> unknown() {
    return Map.copyOf(unknown);
  }

  public boolean changes() {
    return changed() > 0;
  }

  /** Whether nothing that was judged is left open. */
  public boolean isCertain() {
    return unknown.isEmpty() && unreadable == 0 && elsewhere == 0;
  }
}
