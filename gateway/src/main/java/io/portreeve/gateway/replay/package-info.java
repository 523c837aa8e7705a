/**
 * Recorded decisions, judged again by other rules: what they would have meant.
 *
 * <p>What a record does not hold is never guessed: then what would have come of it is unknown.
 */
@NullMarked
package io.portreeve.gateway.replay;

import org.jspecify.annotations.NullMarked;
