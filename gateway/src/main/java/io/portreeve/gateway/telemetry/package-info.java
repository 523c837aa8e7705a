/**
 * Tells a collector what an exchange took and where: traces over OTLP/HTTP (OpenTelemetry protocol
 * 1.x, binary protobuf), named as the OpenTelemetry conventions for MCP say.
 *
 * <p>Promised: nobody waits for it and no call depends on it; what does not fit into its bounded
 * queue is dropped and counted. No word of a peer is told that is not one of a closed set, or was
 * approved.
 */
@NullMarked
package io.portreeve.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
