/**
 * Context window poisoning: what a server answers comes to steer what the agent does next.
 *
 * <p>An attacker controls any text that a server returns, and with it everything that the model
 * then asks for. Guaranteed is what the arguments of consequential calls are made of, whatever the
 * model believes. Not guaranteed is what stands in their free text, and what the model tells its
 * user.
 */
@NullMarked
package io.portreeve.controls.contextpoisoning;

import org.jspecify.annotations.NullMarked;
