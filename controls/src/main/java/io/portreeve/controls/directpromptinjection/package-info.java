/**
 * Threat 2, direct prompt injection: a compromised server answers with malicious instructions.
 *
 * <p>An attacker controls the server, and with it every definition and every text it sends.
 * Guaranteed: the model reads only definitions that were approved, word for word. Not covered:
 * malice in a definition that somebody approved, and in results.
 */
@NullMarked
package io.portreeve.controls.directpromptinjection;

import org.jspecify.annotations.NullMarked;
