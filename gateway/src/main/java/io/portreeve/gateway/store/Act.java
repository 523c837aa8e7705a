package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;

/**
 * What somebody did with a key or a pin.
 *
 * @param number grows from act to act, and is given once
 * @param event its name in the audit log
 */
public record Act(long number, String event, JsonObject fields, Instant at) {}
