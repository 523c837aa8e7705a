package io.portreeve.gateway.rotation;

import java.util.Optional;

/**
 * A secret that a configuration names.
 *
 * @param name where the configuration has it
 * @param mark by which it is known among nodes; empty where a data directory has none
 * @param under what lies in the store under it
 */
public record SharedSecret(String name, Optional<String> mark, Stage stage, Amounts under) {}
