package io.portreeve.controls.chain;

import io.portreeve.guard.Control;

/**
 * A control at its place in the chain.
 *
 * @param why why it stands just there
 */
public record Placed<C extends Control>(C control, String why) {}
