package io.portreeve.gateway.console.findings;

import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.store.Acceptances;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What there is to see of findings, and to say about them.
 *
 * @param found what scans found, as far as they know now; accepted ones may be among them
 */
record FindingViews(Supplier<Collection<Finding>> found, Acceptances acceptances) {
  static final String ADDRESS = "/console/findings";

  /** Of a reason no more is kept. */
  static final int LONGEST_REASON = 1000;

  /**
   * All of them.
   *
   * @param token makes what a form for this purpose carries; empty: whoever looks may say nothing
   */
  Html shown(Parameters query, Optional<UnaryOperator<String>> token) {
    List<Acceptance> accepted = acceptances.all();
    return new FindingsText(open(accepted), accepted, token).shown(query.get("from").orElse(""));
  }

  private List<Finding> open(List<Acceptance> accepted) {
    Map<String, Acceptance> known =
        accepted.stream().collect(Collectors.toMap(Acceptance::finding, Function.identity()));
    return found.get().stream()
        .filter(one -> !known.containsKey(one.id()))
        .sorted(Finding.ORDER)
        .toList();
  }

  /** For what a form is good: a word about this finding. */
  static String purpose(String word, String finding) {
    return word + " " + finding;
  }

  /** What became of what somebody said. */
  enum Said {
    DONE,
    /** A finding is not accepted without a reason. */
    NO_REASON,
    /** There is no such finding, or it is not accepted. */
    NOTHING
  }

  /** Accepts the finding that a form names, of those that there are. */
  Said accept(Parameters form, String by, Instant now) {
    Optional<String> finding =
        form.get("finding")
            .filter(id -> open(acceptances.all()).stream().anyMatch(one -> one.id().equals(id)));
    Optional<String> reason = form.get("reason").map(String::strip).filter(why -> !why.isEmpty());
    if (finding.isEmpty()) {
      return Said.NOTHING;
    }
    if (reason.isEmpty()) {
      return Said.NO_REASON;
    }
    acceptances.accept(new Acceptance(finding.get(), by, bounded(reason.get()), now));
    return Said.DONE;
  }

  private static String bounded(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  /** Takes back that the finding was accepted which a form names. */
  Said withdraw(Parameters form, String by, Instant now) {
    return form.get("finding").filter(id -> acceptances.withdraw(id, by, now)).isPresent()
        ? Said.DONE
        : Said.NOTHING;
  }
}
