package io.portreeve.gateway.denial;

/**
 * What an operator wants to know of a refusal. A client is told none of it.
 *
 * @param rule what says no: a rule of the policy by its name, or what is ruled
 * @param written where: a file and its line, or what else holds it
 * @param allows what would let the message through
 */
public record Denial(String rule, String written, String allows) {}
