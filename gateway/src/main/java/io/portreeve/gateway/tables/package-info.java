/** Tables that are packed with classes. */
@NullMarked
package io.portreeve.gateway.tables;

import org.jspecify.annotations.NullMarked;
