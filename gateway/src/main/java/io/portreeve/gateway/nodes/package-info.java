/**
 * The nodes that share a store: which of them are there, and whether they are alike in what has to
 * be the same everywhere. Nothing is refused because of what is found.
 */
@NullMarked
package io.portreeve.gateway.nodes;

import org.jspecify.annotations.NullMarked;
