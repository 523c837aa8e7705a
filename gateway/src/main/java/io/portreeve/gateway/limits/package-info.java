/** Counts what each principal uses, and gives their places back when exchanges end. */
@NullMarked
package io.portreeve.gateway.limits;

import org.jspecify.annotations.NullMarked;
