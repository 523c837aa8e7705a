package io.portreeve.gateway.login;

import io.portreeve.gateway.login.Fetcher.Fetched;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives tokens back before their time (RFC 7009). */
final class Revocation {
  private Revocation() {}

  /**
   * The refresh token first, with which most servers let go of all that came of it; then the access
   * token, which lives on at the others.
   *
   * @return why one of them may still be good; empty if none is
   */
  static Optional<String> of(Grant grant, Fetcher fetcher) throws InterruptedException {
    if (grant.revocation().isEmpty()) {
      return Optional.of("the authorization server has no place where tokens are given back");
    }
    URI endpoint = grant.revocation().get();
    try {
      if (grant.refresh().isPresent()) {
        give(grant, endpoint, grant.refresh().get(), "refresh_token", fetcher);
      }
      give(grant, endpoint, grant.access(), "access_token", fetcher);
      return Optional.empty();
    } catch (LoginFailed failed) {
      return Optional.of(failed.why());
    }
  }

  /** What is not known there is good nowhere: that is no failure (section 2.2). */
  private static void give(Grant grant, URI endpoint, String token, String kind, Fetcher fetcher)
      throws LoginFailed, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    form.put("token_type_hint", kind);
    grant.client().identify(form);
    Fetched answer = fetcher.post(endpoint, grant.client().fields(), form);
    if (!answer.isGood()) {
      throw new LoginFailed("HTTP " + answer.status() + " from " + Links.origin(endpoint));
    }
  }
}
