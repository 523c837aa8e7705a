package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * That somebody knows of a finding of a scan and lives with it.
 *
 * @param finding the finding's id
 * @param by who said so
 * @param reason why
 */
public record Acceptance(String finding, String by, String reason, Instant at) {}
