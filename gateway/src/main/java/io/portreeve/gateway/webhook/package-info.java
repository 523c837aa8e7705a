/**
 * Tells a webhook which calls wait for a person, and what became of them.
 *
 * <p>Promised: nobody waits for it, and no call depends on it; what it could not be told is told
 * later, at least once, for as long as it is of use. Values of arguments are told only where the
 * operator wants it.
 */
@NullMarked
package io.portreeve.gateway.webhook;

import org.jspecify.annotations.NullMarked;
