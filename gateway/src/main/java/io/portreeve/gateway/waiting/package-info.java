/** Waits for what must have happened before anything else may. */
@NullMarked
package io.portreeve.gateway.waiting;

import org.jspecify.annotations.NullMarked;
