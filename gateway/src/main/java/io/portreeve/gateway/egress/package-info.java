/**
 * The way out for sandboxed programs: a proxy on this machine that leads to the hosts the operator
 * named, and nowhere else.
 */
@NullMarked
package io.portreeve.gateway.egress;

import org.jspecify.annotations.NullMarked;
