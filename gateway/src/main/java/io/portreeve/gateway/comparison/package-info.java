/**
 * Two configurations side by side: what their rules make of everybody and everything that is known,
 * and of the uses on record.
 *
 * <p>Nothing is guessed: what hangs on conditions that only a message can meet is said to.
 */
@NullMarked
package io.portreeve.gateway.comparison;

import org.jspecify.annotations.NullMarked;
