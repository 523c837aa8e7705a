/**
 * Threat 3, unintended tool execution: the model calls a tool that the user did not mean or know
 * of.
 *
 * <p>An attacker controls what the model reads, and so what it asks for. Guaranteed: a tool that
 * the operator did not name is neither shown nor called, and one that he marked is called only with
 * a person's yes to that very call. Not covered: any other allowed tool that is called with
 * arguments nobody meant.
 */
@NullMarked
package io.portreeve.controls.unintendedtoolexecution;

import org.jspecify.annotations.NullMarked;
