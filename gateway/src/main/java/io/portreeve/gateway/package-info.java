/** The gateway as a whole: made from a configuration, part by part, in one place. */
@NullMarked
package io.portreeve.gateway;

import org.jspecify.annotations.NullMarked;
