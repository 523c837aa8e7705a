/** Times what a call and a list cost in gateways that have little, and in ones that have much. */
@NullMarked
package io.portreeve.bench.growth;

import org.jspecify.annotations.NullMarked;
