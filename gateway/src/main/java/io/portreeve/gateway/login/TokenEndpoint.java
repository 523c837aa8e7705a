package io.portreeve.gateway.login;

import io.portreeve.gateway.login.Fetcher.Fetched;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Exchanges what proves a grant for tokens, always for one resource (RFC 6749; RFC 8707). */
final class TokenEndpoint {
  private static final String FOREIGN = "one that is for somebody else than the server";

  private final Fetcher fetcher;
  private final Optional<String> audience;

  /**
   * At whatever authorization server a login is at.
   *
   * @param audience what a token must name as whom it is for; empty: the resource
   */
  TokenEndpoint(Fetcher fetcher, Optional<String> audience) {
    this.fetcher = fetcher;
    this.audience = audience;
  }

  /** Says why an authorization server gave no token: it will not, or it did not answer well. */
  sealed interface Answer {
    record Given(Tokens tokens) implements Answer {}

    /**
     * It will not.
     *
     * @param error its word for it, one of RFC 6749, section 5.2, or ours if it gave a token that
     *     is of no use here; other words are not repeated
     */
    record Refused(String error) implements Answer {}
  }

  /** For a code, once. */
  Answer code(Authorization asked, String code) throws LoginFailed, InterruptedException {
    Map<String, String> form = asked.request().redeemed(code);
    return send(asked.server().token(), asked.client(), asked.resource(), form);
  }

  /** What says who signed in, for a code, once (OpenID Connect Core 1.0, section 3.1.3). */
  String idToken(AuthorizationRequest asked, String code) throws LoginFailed, InterruptedException {
    Fetched answer = post(asked.server().token(), asked.client(), asked.redeemed(code));
    if (!answer.isGood()) {
      throw new LoginFailed("the issuer refuses the code: " + word(error(answer)));
    }
    return answer
        .json()
        .string("id_token")
        .orElseThrow(() -> new LoginFailed("the issuer does not say who signed in"));
  }

  /** For a refresh token, which may be good once. */
  Answer refresh(Grant grant, String token) throws LoginFailed, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return send(grant.endpoint(), grant.client(), grant.resource(), form);
  }

  /** Gives the tokens of a grant back; tells why one of them may still be good, if so. */
  Optional<String> giveBack(Grant grant) throws InterruptedException {
    return Revocation.of(grant, fetcher);
  }

  private Answer send(URI endpoint, Client client, String resource, Map<String, String> form)
      throws LoginFailed, InterruptedException {
    form.put("resource", resource);
    Fetched answer = post(endpoint, client, form);
    if (answer.isGood()) {
      Tokens tokens = Tokens.of(answer.json());
      return tokens.mayBeFor(resource, audience)
          ? new Answer.Given(tokens)
          : new Answer.Refused(FOREIGN);
    }
    if (answer.status() / 100 == 4) {
      return new Answer.Refused(word(error(answer)));
    }
    throw new LoginFailed("HTTP " + answer.status() + " from the token endpoint");
  }

  private Fetched post(URI endpoint, Client client, Map<String, String> form)
      throws LoginFailed, InterruptedException {
    client.identify(form);
    return fetcher.post(endpoint, client.fields(), form);
  }

  private static String error(Fetched answer) {
    return answer.json().string("error").orElse("");
  }

  private static String word(String error) {
    return switch (error) {
      case "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "invalid_target" ->
          error;
      default -> "another error";
    };
  }
}
