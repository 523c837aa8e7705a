package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.Map;
import java.util.Optional;

/**
 * A secret of each user's own, such as a personal access token.
 *
 * @param of those that lie elsewhere than in the vault, by principal
 * @param header where it is shown to a server over HTTP; empty: as a bearer token
 * @param variable where it is given to a program; a server over HTTP has none
 */
public record UserSecretSettings(
    Map<String, Reference> of, Optional<String> header, Optional<String> variable) {

  static final Key<UserSecretSettings, Map<String, Reference>> OF =
      Key.of(
          "of",
          Forms.entries(Scalars.principal(), Forms.secret()),
          Map.of(),
          UserSecretSettings::of,
          Strength.handed("now has a secret that is shown to the server"),
          "Where the secrets of single principals lie; those of the others lie in the `vault`.");
  static final Key<UserSecretSettings, Optional<String>> HEADER =
      Key.optional(
          "header",
          Scalars.header(),
          UserSecretSettings::header,
          Strength.unordered(),
          "The header that shows the secret; absent, it is `Authorization: Bearer`.");
  static final Key<UserSecretSettings, Optional<String>> VARIABLE =
      Key.optional(
          "variable",
          Forms.matching("[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable"),
          UserSecretSettings::variable,
          Strength.unordered(),
          "The environment variable in which a program gets the secret.");

  static final Section<UserSecretSettings> SECTION =
      Section.of(
          "a secret of each user's own",
          values ->
              new UserSecretSettings(values.get(OF), values.get(HEADER), values.get(VARIABLE)),
          OF,
          HEADER,
          VARIABLE);
}
