/**
 * A small MCP server of our own, so that there is something to guard before anybody has set up a
 * server.
 *
 * <p>It keeps notes in memory and nothing else: no files, no network, no state after it stops.
 */
@NullMarked
package io.portreeve.gateway.demo;

import org.jspecify.annotations.NullMarked;
