/**
 * Threat 10, insecure input handling: an argument reaches a path, a statement, a command or an
 * address of the server. The attacker writes every argument, often through the model.
 *
 * <p>Guaranteed: arguments match the pinned schema (10a), and each is in the canonical form of its
 * declared kind or refused (10b). Not guaranteed: anything about arguments without a kind.
 */
@NullMarked
package io.portreeve.controls.insecureinput;

import org.jspecify.annotations.NullMarked;
