/** Opens what is made of parts, whole or not at all. */
@NullMarked
package io.portreeve.gateway.opening;

import org.jspecify.annotations.NullMarked;
