/**
 * Threat 7, confused deputy: an attacker makes the server act with rights that are not his own.
 *
 * <p>An attacker controls a client of a legitimate user, or an agent that acts for one, and may
 * hold tokens that were made for others. Guaranteed: only clients that the operator named come in,
 * where he named any; nobody acts for somebody else whom the operator did not name for that, at any
 * hop. Not covered: what an actor does within what he may, and an issuer that vouches for chains
 * that never were.
 */
@NullMarked
package io.portreeve.controls.confuseddeputy;

import org.jspecify.annotations.NullMarked;
