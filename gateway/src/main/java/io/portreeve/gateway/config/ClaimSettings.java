package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.Map;

/**
 * How the claims of a token become a principal.
 *
 * @param principal the claim that names the principal; it must never change hands
 * @param roles the claims whose values are roles, such as {@code realm_access.roles}
 * @param values what those values are called here that are no names of roles by themselves
 * @param scopes the roles that scopes give
 * @param groups the claims whose values are groups, for conditions
 */
public record ClaimSettings(
    String principal,
    List<String> roles,
    Map<String, String> values,
    Map<String, String> scopes,
    List<String> groups) {

  static final Key<ClaimSettings, String> PRINCIPAL =
      Key.of(
          "principal",
          Scalars.claim(),
          "sub",
          ClaimSettings::principal,
          Strength.unordered(),
          "The claim that names the principal: one that its issuer never gives to somebody else.");
  static final Key<ClaimSettings, List<String>> ROLES =
      Key.of(
          "roles",
          Forms.list(Scalars.claim()),
          List.of(),
          ClaimSettings::roles,
          Strength.moreIsWeaker(),
          "The claims whose values are roles, as `groups` or `realm_access.roles`.");
  static final Key<ClaimSettings, Map<String, String>> VALUES =
      Key.of(
          "values",
          Forms.entries(Scalars.claimValue(), Scalars.role()),
          Map.of(),
          ClaimSettings::values,
          Strength.handed("now gives a role"),
          "Roles for values of those claims that are no names of roles, as `/Staff: staff`.");
  static final Key<ClaimSettings, Map<String, String>> SCOPES =
      Key.of(
          "scopes",
          Forms.entries(Scalars.scope(), Scalars.role()),
          Map.of(),
          ClaimSettings::scopes,
          Strength.handed("now gives a role"),
          "The roles that scopes give, as `files:write: writer`; without the scope, no such role.");

  static final Key<ClaimSettings, List<String>> GROUPS =
      Key.of(
          "groups",
          Forms.list(Scalars.claim()),
          List.of("groups"),
          ClaimSettings::groups,
          Strength.moreIsWeaker(),
          "The claims whose values are `principal.groups` of conditions, as the issuer writes them.");

  static final Section<ClaimSettings> SECTION =
      Section.of(
          "how claims become principals",
          values ->
              new ClaimSettings(
                  values.get(PRINCIPAL),
                  values.get(ROLES),
                  values.get(VALUES),
                  values.get(SCOPES),
                  values.get(GROUPS)),
          PRINCIPAL,
          ROLES,
          VALUES,
          SCOPES,
          GROUPS);
}
