package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;

/**
 * Who a caller is that shows no credential. Exists only where the operator wrote it down, and only
 * on loopback.
 *
 * @param principal the name in policy and audit
 * @param roles the roles that such callers have
 */
public record AnonymousSettings(String principal, List<String> roles) {
  static final Key<AnonymousSettings, String> PRINCIPAL =
      Key.of(
          "principal",
          Scalars.principal(),
          "anonymous",
          AnonymousSettings::principal,
          Strength.unordered(),
          "The name of such callers in policy and audit.");
  static final Key<AnonymousSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of(),
          AnonymousSettings::roles,
          Strength.moreIsWeaker(),
          "The roles that such callers have.");
  static final Section<AnonymousSettings> SECTION =
      Section.of(
          "callers without a credential",
          values -> new AnonymousSettings(values.get(PRINCIPAL), values.get(ROLES)),
          PRINCIPAL,
          ROLES);
}
