/**
 * Threat 4, insecure response handling: an answer flows into a command line, a page, a file or a
 * terminal, and acts there. The attacker writes every text of a server.
 *
 * <p>Guaranteed: what goes on is of the expected form (4a), and nothing in it acts in the sinks
 * that the operator named (4b). Not guaranteed: that what it says is true.
 */
@NullMarked
package io.portreeve.controls.insecureresponsehandling;

import org.jspecify.annotations.NullMarked;
