/**
 * Context window poisoning: what a server answers comes to steer what the agent does next.
 *
 * <p>An attacker controls any text that a server returns, and with it everything that the model
 * then asks for. These rules decide, whatever the model believes, what the arguments of a
 * consequential call may be made of; not what stands in their free text, and not what the model
 * tells its user. {@link io.portreeve.controls.contextpoisoning.DistrustResponses} holds calls to
 * them; replays of recorded tasks measure them.
 */
@NullMarked
package io.portreeve.controls.contextpoisoning;

import org.jspecify.annotations.NullMarked;
