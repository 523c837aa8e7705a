package io.portreeve.agent.model;

import io.portreeve.mcp.json.JsonObject;

/** A tool as a model is told of it; {@code inputSchema} is JSON Schema 2020-12. */
public record OfferedTool(String name, String description, JsonObject inputSchema) {}
