package io.portreeve.gateway.oauth;

import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.downstream.Challenges;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.guard.Reason;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells a client where to get a token, and for what scopes (RFC 6750, section 3; RFC 9728, section
 * 5.1). All scopes that every request needs are named at once.
 */
public final class TokenChallenges implements Challenges {
  private final String wanted;
  private final String metadata;
  private final List<String> scopes;

  /**
   * For tokens of these issuers.
   *
   * @param wanted what else would do, too, in words
   */
  public TokenChallenges(OAuthSettings settings, String wanted) {
    this.wanted = wanted;
    this.metadata = new ResourceMetadata(settings).url().toString();
    this.scopes = settings.scopes();
  }

  @Override
  public HttpFields of(Reason reason) {
    return challenge(reason, scopes);
  }

  /** With those that every request needs: a client gets one token, for all that are named. */
  @Override
  public HttpFields wanting(String more) {
    List<String> all = Stream.concat(scopes.stream(), Stream.of(more.split(" "))).toList();
    return challenge(Reason.CREDENTIAL_INSUFFICIENT, all.stream().distinct().toList());
  }

  private HttpFields challenge(Reason reason, List<String> wanting) {
    StringBuilder challenge = new StringBuilder();
    error(reason, challenge);
    if (!wanting.isEmpty()) {
      challenge.append("scope=\"").append(String.join(" ", wanting)).append("\", ");
    }
    challenge.append("resource_metadata=\"").append(metadata).append('"');
    String algorithms = ", algs=\"" + String.join(" ", Proofs.ALGORITHM_NAMES) + '"';
    return HttpFields.of(
        "www-authenticate", "Bearer " + challenge,
        "www-authenticate", "DPoP " + challenge + algorithms);
  }

  @Override
  public String wanted() {
    return wanted;
  }

  /** Who showed no credential at all is told of no error (RFC 6750, section 3.1). */
  private static void error(Reason reason, StringBuilder challenge) {
    if (reason == Reason.CREDENTIAL_INSUFFICIENT) {
      challenge.append("error=\"insufficient_scope\", ");
    } else if (reason != Reason.CREDENTIAL_MISSING) {
      challenge.append("error=\"invalid_token\", ");
    }
  }
}
