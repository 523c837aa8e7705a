package io.portreeve.agent.model;

/**
 * A resource that a user may put into a conversation, or many of them; all that it says of itself
 * is its server's.
 *
 * @param address where it is; of many, a template (RFC 6570) that one address is made of first
 * @param template whether it is many
 */
public record OfferedResource(String address, boolean template, String name, String description) {}
