package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import java.util.Optional;

/**
 * What an AI application is started for.
 *
 * @param demonstration whether nothing was configured, so that its only server is the demo
 * @param message the one thing to do; empty: whatever is typed
 * @param model the name of another model than the configured one
 * @param planned whether it plans as it is configured to; if not, it does not plan
 * @param dialogue which conversation it has
 * @param json whether it says what happens as one JSON object a line
 */
public record Occasion(
    Terminal terminal,
    Configuration configuration,
    boolean demonstration,
    Optional<String> message,
    Optional<String> model,
    boolean planned,
    Dialogue dialogue,
    boolean json) {}
