package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * That an entry was written into the memory of a server.
 *
 * @param entry what authenticates the entry, and tells nothing of it
 * @param about what stands for the name of what it is about
 * @param other likewise for a second one; empty: there is none
 * @param writer the principal that wrote it
 * @param tainted whether untrusted data had been heard in the conversation that wrote it
 * @param seal what authenticates all of this
 */
public record MemorySignature(
    String server,
    String entry,
    String about,
    String other,
    String writer,
    boolean tainted,
    Instant signed,
    String seal) {}
