/** Looks at the packages that servers are made of, and at what is known to be wrong with them. */
@NullMarked
package io.portreeve.gateway.scan.packages;

import org.jspecify.annotations.NullMarked;
