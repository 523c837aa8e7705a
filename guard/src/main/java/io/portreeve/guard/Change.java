package io.portreeve.guard;

/** One thing that a control changed in a message: where (RFC 6901), what, and how often. */
public record Change(String pointer, String what, int count) {}
