/**
 * Threat 8, excessive capabilities: a tool does for a user what that user has no right to do.
 *
 * <p>An attacker is a legitimate user who wants more, or a model that was talked into it.
 * Guaranteed: what a principal may not see is not listed, and is answered like what does not exist.
 * Not covered: rights inside the server, which needs the user's own credentials there.
 */
@NullMarked
package io.portreeve.controls.excessivecapabilities;

import org.jspecify.annotations.NullMarked;
