package io.portreeve.gateway.console.policy;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.comparison.AccessChange;
import io.portreeve.gateway.comparison.Caller;
import io.portreeve.gateway.comparison.Comparison;
import io.portreeve.gateway.comparison.RuleChange;
import io.portreeve.gateway.comparison.Side;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.replay.Recorded;
import io.portreeve.gateway.replay.RecordedUse;
import io.portreeve.gateway.replay.Replay;
import io.portreeve.gateway.replay.ReplayCount;
import io.portreeve.gateway.replay.Replayed;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.ServerFindings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What other rules would mean: for the newest records, and for whoever is known.
 *
 * @param count how the recorded uses would come out
 * @param uses the newest of those that would come out otherwise, oldest first
 * @param rules which rules are not what they were
 * @param access who may use what otherwise
 */
record Trial(ReplayCount count, List<Use> uses, List<RuleChange> rules, List<AccessChange> access) {
  /** So many files of the log are judged, the newest. */
  static final int FILES = 2;

  /** So many uses are shown. */
  static final int MOST = 100;

  /** A use that would come out otherwise. */
  record Use(AuditRecord record, RecordedUse use, Replayed now) {}

  Trial {
    uses = List.copyOf(uses);
    rules = List.copyOf(rules);
    access = List.copyOf(access);
  }

  /** What a trial is held against: the configuration in force, and what is known besides. */
  record Ground(
      Configuration now,
      AuditReader log,
      ServerFindings holding,
      List<Caller> keys,
      List<PinName> seen) {}

  /**
   * Tries the rules of a candidate.
   *
   * @throws IOException if the log cannot be read
   */
  static Trial of(Ground ground, Configuration candidate) throws PolicyFault, IOException {
    Side before = new Side(ground.now(), false);
    Comparison both = new Comparison(before, new Side(candidate, false));
    Judging judging = new Judging(ground, candidate);
    ground.log().newest(FILES).forEach(AuditFilter.all(), judging::take);
    return new Trial(
        judging.count, judging.uses, both.rules(), both.access(ground.keys(), ground.seen()));
  }

  /** Judges one record after the other. */
  private static final class Judging {
    private final Ground ground;
    private final Configuration candidate;
    private final Replay replay;
    private final ReplayCount count = new ReplayCount();
    private final List<Use> uses = new ArrayList<>();

    Judging(Ground ground, Configuration candidate) throws PolicyFault {
      this.ground = ground;
      this.candidate = candidate;
      this.replay =
          new Replay(RulePolicy.compile(candidate.policy(), candidate.labels(), Related.none()));
    }

    void take(AuditRecord record) {
      switch (Recorded.of(record)) {
        case Recorded.Other _ -> {}
        case Recorded.Unreadable _ -> count.addUnreadable();
        case Recorded.Use(RecordedUse use) -> judge(record, use);
      }
    }

    private void judge(AuditRecord record, RecordedUse use) {
      if (ground.holding().holding(use.subject().server()).isPresent()) {
        count.addQuarantined();
      }
      if (use.was() == RecordedUse.Was.REFUSED_OTHERWISE) {
        count.addOtherwise();
      } else if (!candidate.servers().containsKey(use.subject().server().value())) {
        count.addElsewhere();
      } else {
        Replayed now = replay.judge(use);
        if (count.add(use, now)) {
          keep(new Use(record, use, now));
        }
      }
    }

    private void keep(Use use) {
      uses.add(use);
      if (uses.size() > MOST) {
        uses.removeFirst();
      }
    }
  }
}
