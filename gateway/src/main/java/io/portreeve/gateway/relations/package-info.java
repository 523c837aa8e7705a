/**
 * Who is what to which object: by himself, by a role or group of his, or through another object.
 *
 * <p>What cannot be told does not hold: an unknown object, an id in another spelling, a chain that
 * is too long. A store that is down is an error for whoever asks.
 */
@NullMarked
package io.portreeve.gateway.relations;

import org.jspecify.annotations.NullMarked;
