/** Does in the background what has to be done again and again. */
@NullMarked
package io.portreeve.gateway.recurring;

import org.jspecify.annotations.NullMarked;
