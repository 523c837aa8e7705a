package io.portreeve.gateway.config;

/** What may be the name of a principal or a role, wherever one is given. */
public final class Names {
  static final String PRINCIPAL = "[A-Za-z0-9][A-Za-z0-9._@:/|+=~-]{0,127}";
  static final String ROLE = "[a-z][a-z0-9-]{0,63}";

  private Names() {}

  /** Whether policy and audit can name a principal so. */
  public static boolean isPrincipal(String text) {
    return text.matches(PRINCIPAL);
  }

  /** Whether a rule can name a role so. */
  public static boolean isRole(String text) {
    return text.matches(ROLE);
  }
}
