package io.portreeve.gateway.console.keys;

import io.portreeve.gateway.config.Names;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.identity.ClientNames;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.pages.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key that somebody wants, as he wrote it.
 *
 * @param roles with blanks between them
 * @param expires how long it is accepted, as {@code 90d}; empty: until it is revoked
 */
record KeyForm(String principal, String client, String roles, String expires) {
  static final KeyForm NONE = new KeyForm("", "", "", "90d");

  /** More is no name, and no list of roles that anybody reads. */
  private static final int LONGEST = 1000;

  static KeyForm of(Parameters form) {
    return new KeyForm(
        said(form, "principal"), said(form, "client"), said(form, "roles"), said(form, "expires"));
  }

  private static String said(Parameters form, String name) {
    return form.get(name).map(String::strip).filter(it -> it.length() <= LONGEST).orElse("");
  }

  /** Each field with the words for what is wrong in it, in the order of the form. */
  Optional<String> problem() {
    if (!Names.isPrincipal(principal)) {
      return Optional.of("The principal is no name: use letters, digits and . _ @ : / -");
    }
    if (!client.isEmpty() && !ClientNames.mayBeDeclared(client)) {
      return Optional.of(
          "The client is no name that one can be given: use printable characters without blanks,"
              + " and none of key:, certificate: and stdio");
    }
    if (!roleNames().stream().allMatch(Names::isRole)) {
      return Optional.of("A role is no name of one: use lower case, with blanks between several");
    }
    return expires.isEmpty() || life().isPresent()
        ? Optional.empty()
        : Optional.of("The time is none: write one such as 90d, or nothing");
  }

  List<String> roleNames() {
    return roles.isEmpty() ? List.of() : Arrays.asList(roles.split("[ ,]+", -1));
  }

  private Optional<Duration> life() {
    return Measures.parse(expires).filter(Duration::isPositive);
  }

  /** What it is for the key ring, if nothing is wrong in it. */
  KeyRequest request(Instant now) {
    return new KeyRequest(
        principal,
        Optional.of(client).filter(name -> !name.isEmpty()),
        Set.copyOf(roleNames()),
        Map.of(),
        life().map(now::plus));
  }
}
