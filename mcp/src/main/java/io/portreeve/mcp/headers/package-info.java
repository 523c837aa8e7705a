/**
 * The HTTP header fields of revision 2026-07-28 that repeat parts of a request (specification,
 * streamable HTTP, request metadata): how they are derived from the body, and how their values are
 * written and read. The body is the truth; no field is ever trusted for itself.
 */
@NullMarked
package io.portreeve.mcp.headers;

import org.jspecify.annotations.NullMarked;
