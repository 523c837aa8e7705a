package io.portreeve.gateway.reference;

import java.util.Locale;

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
