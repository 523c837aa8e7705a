/**
 * The decision kernel: controls judge messages, and the guard folds their verdicts into one.
 *
 * <p>Pure: no I/O, no clock, no threads of its own. What a control must know of the world reaches
 * it through the small ports declared here. Doing nothing, failing and answering null all mean
 * deny.
 */
@NullMarked
package io.portreeve.guard;

import org.jspecify.annotations.NullMarked;
