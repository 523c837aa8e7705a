package io.portreeve.guard;

/**
 * Who acts for somebody else, by the name that the issuer of a token vouches for (RFC 8693, section
 * 4.1), after the operator's name for that issuer.
 */
public record Actor(String id) {}
