package io.portreeve.gateway.store;

/**
 * How far what is signed of a server's memory goes.
 *
 * @param changes how often it was changed
 * @param entries how many signatures there were after the last time
 * @param seal what authenticates this and each of the signatures
 */
public record MemoryHead(String server, long changes, int entries, String seal) {}
