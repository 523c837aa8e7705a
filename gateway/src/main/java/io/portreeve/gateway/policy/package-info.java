/**
 * The operator's rules, compiled: who may learn of what, and who may use it how.
 *
 * <p>Deny overrides, the default is deny, and a condition that cannot be evaluated denies whatever
 * kind of rule it stands in. What a rule may cost is bounded by its form, not by a clock.
 */
@NullMarked
package io.portreeve.gateway.policy;

import org.jspecify.annotations.NullMarked;
