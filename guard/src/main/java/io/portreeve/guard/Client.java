package io.portreeve.guard;

/**
 * The software that came, apart from whose authority it uses.
 *
 * <p>Its id is a name that nobody can choose for himself: what an issuer calls it, after the
 * operator's name for that issuer ({@code corp/desk}); what the operator declared; or else the
 * credential that it came with ({@code key:…}, {@code certificate:…}, {@code stdio}).
 */
public record Client(String id) {}
