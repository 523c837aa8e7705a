/**
 * The MCP server that stands behind every gateway that is measured: one thread, answers made
 * beforehand, so that it costs a fraction of what is measured.
 *
 * <p>Needs nothing but the JDK: {@code java Fixture.java PORT} runs it from its sources.
 */
@NullMarked
package io.portreeve.bench.server;

import org.jspecify.annotations.NullMarked;
