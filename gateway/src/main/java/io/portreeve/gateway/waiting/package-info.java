/** Waits: to the end for what must have happened, or no longer than so long. */
@NullMarked
package io.portreeve.gateway.waiting;

import org.jspecify.annotations.NullMarked;
