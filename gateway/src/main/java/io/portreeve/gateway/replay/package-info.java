/**
 * Recorded decisions, judged again by other rules: what a change of the policy would have meant.
 *
 * <p>Nothing is guessed. What a record does not hold is a gap, and an outcome that depends on a gap
 * is unknown.
 */
@NullMarked
package io.portreeve.gateway.replay;

import org.jspecify.annotations.NullMarked;
