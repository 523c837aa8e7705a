/**
 * Least privilege for programs that we start (threat 11, mitigation 11b): the kernel is told what a
 * program may read, write, reach and use up before its first instruction runs, and the program and
 * all that it starts can never take that back.
 *
 * <p>A small process of ours, {@link io.portreeve.gateway.sandbox.Confine}, confines itself and
 * then becomes the program. Confining a thread of the gateway instead would be quicker and wrong:
 * the platform starts threads from it, which would be confined too and serve everybody later.
 */
@NullMarked
package io.portreeve.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
