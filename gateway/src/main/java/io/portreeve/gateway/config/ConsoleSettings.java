package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The pages on which people see what the gateway does, and answer what it asks.
 *
 * @param url how their browsers reach us; empty: as those of users who log in at servers
 * @param signIn the issuer at which they sign in, by the operator's name for it; empty: at none
 * @param keys whether they type an API key of ours instead
 * @param ownCalls whether an approver may say yes to a call that is made in his own name
 */
public record ConsoleSettings(
    Optional<URI> url,
    Optional<String> signIn,
    boolean keys,
    HolderSettings viewers,
    HolderSettings approvers,
    HolderSettings operators,
    HolderSettings auditors,
    boolean ownCalls) {

  static final Key<ConsoleSettings, Optional<URI>> URL =
      Key.optional(
          "url",
          Scalars.url(),
          ConsoleSettings::url,
          Strength.unordered(),
          "How browsers reach this gateway, as `https://mcp.example.com`, without a path; absent, as"
              + " `login.url` says, or else by loopback.");
  static final Key<ConsoleSettings, Optional<String>> SIGN_IN =
      Key.optional(
          "sign-in",
          Scalars.issuerId(),
          ConsoleSettings::signIn,
          Strength.unordered(),
          "The issuer of `authentication.oauth.issuers` at which people sign in; it needs its"
              + " `sign-in`.");
  static final Key<ConsoleSettings, Boolean> KEYS =
      Key.of(
          "keys",
          Forms.truth(),
          false,
          ConsoleSettings::keys,
          Strength.onIsWeaker("now lets in whoever has the API key of somebody with a role"),
          "Whether people type an API key of this gateway instead of signing in at an issuer.");
  static final Key<ConsoleSettings, HolderSettings> VIEWERS =
      Key.section(
          "viewers",
          HolderSettings.SECTION,
          ConsoleSettings::viewers,
          "Who sees what happens, without the arguments of calls.");
  static final Key<ConsoleSettings, HolderSettings> APPROVERS =
      Key.section(
          "approvers",
          HolderSettings.SECTION,
          ConsoleSettings::approvers,
          "Who sees that, and answers what is asked of the operator.");
  static final Key<ConsoleSettings, HolderSettings> OPERATORS =
      Key.section(
          "operators",
          HolderSettings.SECTION,
          ConsoleSettings::operators,
          "Who sees that, and does on pages what the operator's commands do.");
  static final Key<ConsoleSettings, HolderSettings> AUDITORS =
      Key.section(
          "auditors",
          HolderSettings.SECTION,
          ConsoleSettings::auditors,
          "Who sees that, and the arguments of calls as far as they are on record.");
  static final Key<ConsoleSettings, Boolean> OWN_CALLS =
      Key.of(
          "own-calls",
          Forms.truth(),
          false,
          ConsoleSettings::ownCalls,
          Strength.onIsWeaker("now lets approvers say yes to calls of their own"),
          "Whether an approver may say yes to what is asked of the operator about his own call.");

  static final Section<ConsoleSettings> SECTION =
      Section.of(
              "the console",
              values ->
                  new ConsoleSettings(
                      values.get(URL),
                      values.get(SIGN_IN),
                      values.get(KEYS),
                      values.get(VIEWERS),
                      values.get(APPROVERS),
                      values.get(OPERATORS),
                      values.get(AUDITORS),
                      values.get(OWN_CALLS)),
              URL,
              SIGN_IN,
              KEYS,
              VIEWERS,
              APPROVERS,
              OPERATORS,
              AUDITORS,
              OWN_CALLS)
          .check((values, spot) -> LoginSettings.originOnly(values.get(URL), spot.at(URL)), URL)
          .check(ConsoleSettings::oneWayIn, SIGN_IN, KEYS);

  /** With two ways in, a role of one would be taken for the same word of the other. */
  private static void oneWayIn(Values values, Spot spot) {
    boolean issuer = values.get(SIGN_IN).isPresent();
    if (issuer && values.get(KEYS)) {
      spot.at(KEYS).problem("stands beside `sign-in`", "keep one of them: there is one way in");
    } else if (!issuer && !values.get(KEYS)) {
      spot.at(SIGN_IN)
          .problem(
              "is missing, and nobody could come in",
              "name an issuer, or write `keys: true` for API keys of this gateway");
    }
  }

  /** Who has this role. */
  public HolderSettings holders(ConsoleRole role) {
    return switch (role) {
      case VIEWER -> viewers;
      case APPROVER -> approvers;
      case OPERATOR -> operators;
      case AUDITOR -> auditors;
    };
  }

  /** What somebody is here, by his name and by the roles that the issuer or the key gives him. */
  public Set<ConsoleRole> rolesOf(String principal, Set<String> held) {
    EnumSet<ConsoleRole> roles = EnumSet.allOf(ConsoleRole.class);
    roles.removeIf(role -> !holders(role).has(principal, held));
    return Set.copyOf(roles);
  }
}
