package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The page on which people approve calls.
 *
 * @param url how their browsers reach us; empty: as those of users who log in at servers
 * @param signIn the issuer at which they sign in, by the operator's name for it
 * @param approvers who says yes or no for the operator, by name
 * @param approverRoles likewise, whoever has one of these roles by the issuer's word
 * @param ownCalls whether one of them may say yes to a call that is made in his own name
 */
public record InboxSettings(
    Optional<URI> url,
    String signIn,
    List<String> approvers,
    List<String> approverRoles,
    boolean ownCalls) {

  static final Key<InboxSettings, Optional<URI>> URL =
      Key.optional(
          "url",
          Scalars.url(),
          InboxSettings::url,
          Strength.unordered(),
          "How browsers reach this gateway, as `https://mcp.example.com`, without a path; absent, as"
              + " `login.url` says, or else by loopback, for this machine only.");
  static final Key<InboxSettings, String> SIGN_IN =
      Key.required(
          "sign-in",
          Scalars.issuerId(),
          InboxSettings::signIn,
          Strength.unordered(),
          "The issuer of `authentication.oauth.issuers` at which people sign in; it needs its"
              + " `sign-in`.");
  static final Key<InboxSettings, List<String>> APPROVERS =
      Key.of(
          "approvers",
          Forms.list(Scalars.principal()),
          List.of(),
          InboxSettings::approvers,
          Strength.moreIsWeaker(),
          "The principals, as `corp/olga`, who answer what is asked of the operator.");
  static final Key<InboxSettings, List<String>> APPROVER_ROLES =
      Key.of(
          "approver-roles",
          Forms.list(Scalars.role()),
          List.of(),
          InboxSettings::approverRoles,
          Strength.moreIsWeaker(),
          "The roles whose holders do, as the issuer's ID token has them in `claims.roles`.");
  static final Key<InboxSettings, Boolean> OWN_CALLS =
      Key.of(
          "own-calls",
          Forms.truth(),
          false,
          InboxSettings::ownCalls,
          Strength.onIsWeaker("now lets approvers say yes to calls of their own"),
          "Whether an approver may say yes to what is asked of the operator about his own call.");

  static final Section<InboxSettings> SECTION =
      Section.of(
              "the page of approvals",
              values ->
                  new InboxSettings(
                      values.get(URL),
                      values.get(SIGN_IN),
                      values.get(APPROVERS),
                      values.get(APPROVER_ROLES),
                      values.get(OWN_CALLS)),
              URL,
              SIGN_IN,
              APPROVERS,
              APPROVER_ROLES,
              OWN_CALLS)
          .check((values, spot) -> LoginSettings.originOnly(values.get(URL), spot.at(URL)), URL);
}
