/** Waits: to the end for what must have happened, or no longer than so long; and what ends them. */
@NullMarked
package io.portreeve.gateway.waiting;

import org.jspecify.annotations.NullMarked;
