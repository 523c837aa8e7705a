/**
 * Server-sent events (WHATWG HTML, section 9.2) as MCP uses them: a bounded parser that is fed
 * bytes as they come, and a writer. Pure; what is not well-formed is refused, never guessed.
 */
@NullMarked
package io.portreeve.mcp.sse;

import org.jspecify.annotations.NullMarked;
