package io.portreeve.agent;

import io.portreeve.agent.model.ToolUse;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * What a person is asked during a call: to approve it, or something that its server wants to know.
 *
 * @param use the call that waits for the answer; of what the user puts in, its name and arguments
 * @param text as the gateway, or the server, wrote it
 * @param form JSON Schema of what is to be filled in: an object of plain members. Without members
 *     there is only yes and no
 * @param address where the person is to go instead of filling in anything; then {@code form} is
 *     empty
 */
public record Question(ToolUse use, String text, JsonObject form, Optional<URI> address) {}
