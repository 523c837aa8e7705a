/** What whoever runs the gateway watches it by: its numbers, and whether it is alive and ready. */
@NullMarked
package io.portreeve.gateway.operations;

import org.jspecify.annotations.NullMarked;
