package io.portreeve.gateway.console;

import io.portreeve.gateway.login.Visitor;
import java.util.Optional;

/**
 * What is known of somebody since he signed in.
 *
 * @param way how he did it: his roles are a word of that, and mean nothing where there is another
 * @param key the id of the key that he typed; empty if he signed in at an issuer
 */
record Session(Visitor visitor, String way, Optional<String> key) {}
