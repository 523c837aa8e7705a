/**
 * What the kinds of arguments must know of the world: real paths, addresses, owners, declarations.
 */
@NullMarked
package io.portreeve.gateway.arguments;

import org.jspecify.annotations.NullMarked;
