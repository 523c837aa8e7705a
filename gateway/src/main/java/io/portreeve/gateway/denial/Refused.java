package io.portreeve.gateway.denial;

/**
 * What was refused.
 *
 * @param principal who asked; empty if nobody is known
 * @param server empty if no server was to get it
 * @param tool whether it is the use of a tool
 * @param subject the tool, the prompt or the address of the resource, by the server's own names;
 *     empty if it is about none
 * @param detail what the control said besides its reason
 */
public record Refused(
    String principal, String server, boolean tool, String subject, String detail) {}
