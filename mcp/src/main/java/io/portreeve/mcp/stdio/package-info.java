/**
 * The framing of stdio: one JSON message a line (specification, transports, stdio). Bounded both
 * ways; a line break inside a message cannot happen.
 */
@NullMarked
package io.portreeve.mcp.stdio;

import org.jspecify.annotations.NullMarked;
