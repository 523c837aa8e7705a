package io.portreeve.gateway.audit;

import java.time.InstantSource;

/**
 * What a journal is written with.
 *
 * @param key signs its checkpoints
 * @param witness keeps the newest one apart; closed with the journal, or when that cannot be opened
 */
public record JournalParts(
    SigningKey key, JournalSettings settings, InstantSource clock, Witness witness) {}
