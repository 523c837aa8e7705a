package io.portreeve.gateway.comparison;

import java.util.Map;
import java.util.TreeMap;

/** How many recorded uses come out how; as large as the policy, however long the log. */
public final class TurnCount {
  private long uses;
  private long denied;
  private long allowed;
  private long asked;
  private long quarantined;
  private long elsewhere;
  private long unreadable;
  private final Map<String, Long> unknown = new TreeMap<>();

  /** Counts a use. */
  public void add(Turn turn) {
    switch (turn) {
      case Turn.None _ -> uses++;
      case Turn.Denied _ -> {
        uses++;
        denied++;
      }
      case Turn.Allowed _ -> {
        uses++;
        allowed++;
      }
      case Turn.Asked _ -> {
        uses++;
        asked++;
      }
      case Turn.Unknown(String rule) -> {
        uses++;
        unknown.merge(rule, 1L, Long::sum);
      }
      case Turn.Elsewhere _ -> elsewhere++;
    }
  }

  /** Counts a record that does not say who used what. */
  public void addUnreadable() {
    unreadable++;
  }

  /** Counts a use, judged or not, of a server that is in quarantine now. */
  public void addQuarantined() {
    quarantined++;
  }

  /** How many are of servers in quarantine, which no rules let be used. */
  public long quarantined() {
    return quarantined;
  }

  /** How many were judged. */
  public long uses() {
    return uses;
  }

  public long denied() {
    return denied;
  }

  public long allowed() {
    return allowed;
  }

  /** Of how many an approval would be asked for that went on without, or were denied. */
  public long asked() {
    return asked;
  }

  /** How many are of servers that one of the configurations does not have. */
  public long elsewhere() {
    return elsewhere;
  }

  public long unreadable() {
    return unreadable;
  }

  /** How many cannot be told, by the rule that they depend on. */
  public Map<String, Long> unknown() {
    return new TreeMap<>(unknown);
  }

  public boolean changes() {
    return denied + allowed + asked > 0;
  }

  /** Whether nothing is left open. */
  public boolean isCertain() {
    return unknown.isEmpty() && unreadable == 0 && elsewhere == 0;
  }
}
