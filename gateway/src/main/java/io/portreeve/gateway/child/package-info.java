/**
 * Child processes that speak lines over their standard streams: started with an environment that
 * holds nothing of ours, bounded in what they can make us keep, and ended with everything that they
 * started themselves.
 */
@NullMarked
package io.portreeve.gateway.child;

import org.jspecify.annotations.NullMarked;
