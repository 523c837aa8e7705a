package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.Optional;

/**
 * Where users log in who must do so at a server.
 *
 * @param url how their browsers reach us; empty: by the address that we listen on
 * @param clientMetadata the address of a document about us that authorization servers can read, in
 *     place of the one that we publish
 */
public record LoginSettings(Optional<URI> url, Optional<URI> clientMetadata) {

  static final Key<LoginSettings, Optional<URI>> URL =
      Key.optional(
          "url",
          Scalars.url(),
          LoginSettings::url,
          Strength.unordered(),
          "How browsers reach this gateway, as `https://mcp.example.com`; absent, by the loopback"
              + " address that it listens on.");
  static final Key<LoginSettings, Optional<URI>> CLIENT_METADATA =
      Key.optional(
          "client-metadata",
          Scalars.url(),
          LoginSettings::clientMetadata,
          Strength.unordered(),
          "The address of a client metadata document about this gateway; absent, the one that it"
              + " publishes itself, if `url` is `https:`.");

  static final Section<LoginSettings> SECTION =
      Section.of(
              "where users log in",
              values -> new LoginSettings(values.get(URL), values.get(CLIENT_METADATA)),
              URL,
              CLIENT_METADATA)
          .check((values, spot) -> originOnly(values.get(URL), spot.at(URL)), URL)
          .check(LoginSettings::readableByOthers, CLIENT_METADATA);

  /** Where browsers find pages of ours, on whose paths nobody else has a say. */
  static void originOnly(Optional<URI> url, Spot spot) {
    if (url.isEmpty()) {
      return;
    }
    if (Scalars.openToOthers(url.get())) {
      spot.problem("is no `https:` address", "people prove there who they are");
    } else if (url.get().getRawQuery() != null || url.get().getRawPath().length() > 1) {
      spot.problem("has more than a host", "leave it out: write `https://host`");
    }
  }

  private static void readableByOthers(Values values, Spot spot) {
    if (values.get(CLIENT_METADATA).filter(it -> !it.getScheme().equals("https")).isPresent()) {
      spot.at(CLIENT_METADATA)
          .problem("is no `https:` address", "authorization servers read no other");
    }
  }
}
