/** Signatures of what is written into memories of servers: made, looked up, taken back. */
@NullMarked
package io.portreeve.gateway.memory;

import org.jspecify.annotations.NullMarked;
