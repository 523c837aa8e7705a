/**
 * The server end: clients of every era and transport, each answered in its own tongue.
 *
 * <p>Inwards everything is the model of 2026-07-28. Nothing is read before its sender is known, and
 * nothing of a message is believed because a header says so.
 */
@NullMarked
package io.portreeve.gateway.downstream;

import org.jspecify.annotations.NullMarked;
