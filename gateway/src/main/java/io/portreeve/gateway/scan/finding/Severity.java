package io.portreeve.gateway.scan.finding;

import java.util.Locale;

/** How bad a finding is; from least to worst. */
public enum Severity {
  /** Better otherwise; by itself no way in. */
  LOW,
  /** Helps an attacker who has something else already. */
  MEDIUM,
  /** A way in, or an attack under way. */
  HIGH,
  /** Open to whoever comes. */
  CRITICAL;

  /** How it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
