package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.Set;

/**
 * Who has a role at the console.
 *
 * @param names principals, by name
 * @param roles whoever has one of these roles, by the word of the issuer or of the key
 */
public record HolderSettings(List<String> names, List<String> roles) {
  static final Key<HolderSettings, List<String>> NAMES =
      Key.of(
          "names",
          Forms.list(Scalars.principal()),
          List.of(),
          HolderSettings::names,
          Strength.moreIsWeaker(),
          "The principals who are it, as `corp/olga`; with `keys`, as the key names them.");
  static final Key<HolderSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of(),
          HolderSettings::roles,
          Strength.moreIsWeaker(),
          "The roles whose holders are it, as the issuer's ID token, or the key, has them.");

  static final Section<HolderSettings> SECTION =
      Section.of(
          "who has a role at the console",
          values -> new HolderSettings(values.get(NAMES), values.get(ROLES)),
          NAMES,
          ROLES);

  public boolean isNobody() {
    return names.isEmpty() && roles.isEmpty();
  }

  boolean has(String principal, Set<String> held) {
    return names.contains(principal) || roles.stream().anyMatch(held::contains);
  }
}
