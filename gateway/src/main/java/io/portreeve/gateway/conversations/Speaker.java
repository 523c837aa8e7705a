package io.portreeve.gateway.conversations;

/**
 * Whose conversations are told apart.
 *
 * @param principal whose share of what can be remembered they take
 * @param sent the principal with the client and the actors that he sends through, as one text
 */
public record Speaker(String principal, String sent) {}
