package io.portreeve.controls.contextpoisoning;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What holds of consequential calls once untrusted data was read; several may hold together. */
public enum FlowPolicy {
  /** No consequential call without approval. */
  SESSION,
  /** Each argument that decides comes from where it may come from. */
  ARGUMENTS,
  /** Only what the agent had planned before it read untrusted data. */
  PLAN;

  /** As the configuration writes it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FlowPolicy> of(String wire) {
    return Arrays.stream(values()).filter(policy -> policy.wire().equals(wire)).findFirst();
  }
}
