package io.portreeve.agent.tools;

import java.util.Optional;

/**
 * A conversation that a gateway knows from now on.
 *
 * @param handle by which it is named; empty where the gateway keeps no account of conversations
 * @param planned whether the gateway holds calls to a plan
 */
public record Begun(Optional<String> handle, boolean planned) {}
