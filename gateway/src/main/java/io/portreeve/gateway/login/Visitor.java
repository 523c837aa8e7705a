package io.portreeve.gateway.login;

/**
 * Who is at a browser, by the word of an issuer.
 *
 * @param principal the id that policy and audit know; nothing else of him is known by this
 */
record Visitor(String principal) {}
