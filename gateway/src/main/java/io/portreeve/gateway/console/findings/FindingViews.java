package io.portreeve.gateway.console.findings;

import io.portreeve.gateway.pages.GivenForm;
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
import java.util.stream.Collectors;

/**
 * What there is to see of findings, and to say about them.
 *
 * @param ended when the last scan ended; empty if none did yet
 * @param found what scans found, as far as they know now; accepted ones may be among them
 */
record FindingViews(
    Supplier<Optional<Instant>> ended,
    Supplier<Collection<Finding>> found,
    Acceptances acceptances) {
  static final String ADDRESS = "/console/findings";

  /** Of a reason no more is kept. */
  static final int LONGEST_REASON = 1000;

  /**
   * All of them.
   *
   * @param given makes the forms of the page; empty: whoever looks may say nothing
   */
  Html shown(Parameters query, Optional<GivenForm> given) {
    List<Acceptance> accepted = acceptances.all();
    // Before what was found: that nothing was is a word of a scan that ended.
    Optional<Instant> last = ended.get();
    return new FindingsText(last, open(accepted), accepted, given)
        .shown(query.get("from").orElse(""));
  }

  private List<Finding> open(List<Acceptance> accepted) {
    Map<String, Acceptance> known =
        accepted.stream().collect(Collectors.toMap(Acceptance::finding, Function.identity()));
    return found.get().stream()
        .filter(one -> !known.containsKey(one.id()))
        .sorted(Finding.ORDER)
        .toList();
  }

  /** What became of what somebody said. */
  enum Said {
    DONE,
    /** A finding is not accepted without a reason. */
    NO_REASON,
    /** There is no such finding, or it is not accepted. */
    NOTHING
  }

  /** Accepts a finding, of those that there are, for the reason that a form says. */
  Said accept(String finding, Parameters form, String by, Instant now) {
    if (open(acceptances.all()).stream().noneMatch(one -> one.id().equals(finding))) {
      return Said.NOTHING;
    }
    Optional<String> reason = form.get("reason").map(String::strip).filter(why -> !why.isEmpty());
    if (reason.isEmpty()) {
      return Said.NO_REASON;
    }
    acceptances.accept(new Acceptance(finding, by, bounded(reason.get()), now));
    return Said.DONE;
  }

  private static String bounded(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  /** Takes back that a finding was accepted. */
  Said withdraw(String finding, String by, Instant now) {
    return acceptances.withdraw(finding, by, now) ? Said.DONE : Said.NOTHING;
  }
}
