package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;

/**
 * Who the client is that started {@code portreeve stdio}: it runs as this user of the machine, and
 * shows nothing else.
 *
 * @param principal the name in policy and audit
 * @param roles the roles that it has
 * @param only whether nobody else comes
 */
public record LocalSettings(String principal, List<String> roles, boolean only) {
  static final Key<LocalSettings, String> PRINCIPAL =
      Key.of(
          "principal",
          Scalars.principal(),
          "local",
          LocalSettings::principal,
          Strength.unordered(),
          "The name of the client in policy and audit.");
  static final Key<LocalSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.role()),
          List.of("local"),
          LocalSettings::roles,
          Strength.moreIsWeaker(),
          "The roles that the client has.");
  static final Key<LocalSettings, Boolean> ONLY =
      Key.of(
          "only",
          Forms.truth(),
          false,
          LocalSettings::only,
          Strength.offIsWeaker("no longer keeps everybody else out"),
          "Says that nobody but this client comes; every other way to authenticate is off.");
  static final Section<LocalSettings> SECTION =
      Section.of(
          "the client that started `portreeve stdio`",
          values -> new LocalSettings(values.get(PRINCIPAL), values.get(ROLES), values.get(ONLY)),
          PRINCIPAL,
          ROLES,
          ONLY);
}
