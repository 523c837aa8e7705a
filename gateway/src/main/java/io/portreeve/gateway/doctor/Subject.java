package io.portreeve.gateway.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Something that a mitigation is for: a server, a rule, an issuer.
 *
 * @param name as people call it
 * @param path where it is written
 * @param remedy what puts right that it is missing here; empty: it is there
 */
record Subject(String name, List<String> path, Optional<Remedy> remedy) {}
