/**
 * Numbers that a monitor reads, as Prometheus and OpenMetrics write them. Counting locks nothing
 * and makes no garbage.
 */
@NullMarked
package io.portreeve.gateway.metrics;

import org.jspecify.annotations.NullMarked;
