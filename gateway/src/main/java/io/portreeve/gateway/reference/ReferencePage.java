package io.portreeve.gateway.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A page that is made of what the code knows, so that it cannot say anything else. */
public enum ReferencePage {
  /** Why a control decides as it does, and what would have it decide otherwise. */
  REASONS,
  /** What is counted and measured. */
  METRICS,
  /** What is known of data on its way. */
  LABELS,
  /** What the audit log and the gateway's own log hold. */
  EVENTS;

  /** As it is called on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that is called so, if there is one. */
  public static Optional<ReferencePage> of(String word) {
    return Arrays.stream(values()).filter(page -> page.word().equals(word)).findFirst();
  }

  /** The whole page. */
  public String markdown() {
    return switch (this) {
      case REASONS -> ReasonReference.markdown();
      case METRICS -> MetricReference.markdown();
      case LABELS -> LabelReference.markdown();
      case EVENTS -> EventReference.markdown();
    };
  }
}
