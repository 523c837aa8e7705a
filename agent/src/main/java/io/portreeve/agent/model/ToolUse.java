package io.portreeve.agent.model;

import io.portreeve.mcp.json.JsonObject;

/**
 * A model asks for a tool.
 *
 * @param id what its answer is told by; the model's, or ours where it gives none
 * @param name as it was offered, or whatever the model made up
 */
public record ToolUse(String id, String name, JsonObject arguments) {}
