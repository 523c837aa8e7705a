package io.portreeve.agent.tools;

import java.util.Optional;
import java.util.Set;

/**
 * What the gateway is told of a call beside the call.
 *
 * @param handle of the conversation that it belongs to; without one, nothing is told
 * @param said what the user wrote since the gateway was told last; may be empty
 * @param plan which tools that needs; told only with what the user said
 */
public record Belonging(Optional<String> handle, String said, Optional<Set<String>> plan) {}
