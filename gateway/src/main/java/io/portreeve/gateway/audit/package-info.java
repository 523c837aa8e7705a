/**
 * The audit journal: what was decided and what came of it, in files that cannot be altered unseen.
 *
 * <p>Promise: a record whose ticket was awaited survives the death of the process (or of the power,
 * if so configured); none is dropped; what cannot be recorded is refused. Each record is chained to
 * the one before it by SHA-256, and signed checkpoints seal what came before them. Whoever owns
 * both the files and the signing key can write another history: keep a checkpoint elsewhere to see
 * that.
 */
@NullMarked
package io.portreeve.gateway.audit;

import org.jspecify.annotations.NullMarked;
