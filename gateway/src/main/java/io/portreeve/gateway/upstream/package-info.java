/**
 * The gateway as a client of MCP servers, in every era and over every transport: whatever a server
 * speaks, the rest of the gateway hears the model of 2026-07-28.
 *
 * <p>A server's bytes are read by one strict, bounded reader; what breaks the protocol fails the
 * request, and is told to the operator only. Connections, sessions and children are never shared by
 * two principals.
 */
@NullMarked
package io.portreeve.gateway.upstream;

import org.jspecify.annotations.NullMarked;
