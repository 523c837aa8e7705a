package io.portreeve.gateway.config;

import io.portreeve.controls.contextpoisoning.FlowPolicy;
import java.util.Set;

/** What holds of calls with effects once untrusted data was heard. From strong to weak. */
public enum FlowMode {
  /** None goes through by itself. */
  SESSION,
  /** The host had planned it, and what decides in it comes from where it may come from. */
  PLAN_AND_ARGUMENTS,
  /** What decides in it comes from where it may come from. */
  ARGUMENTS,
  /** Nothing is remembered and nothing is asked. */
  OFF;

  public Set<FlowPolicy> policies() {
    return switch (this) {
      case SESSION -> Set.of(FlowPolicy.SESSION);
      case PLAN_AND_ARGUMENTS -> Set.of(FlowPolicy.PLAN, FlowPolicy.ARGUMENTS);
      case ARGUMENTS -> Set.of(FlowPolicy.ARGUMENTS);
      case OFF -> Set.of();
    };
  }
}
