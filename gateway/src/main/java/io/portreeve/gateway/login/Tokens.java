package io.portreeve.gateway.login;

import io.portreeve.gateway.credentials.ReadableToken;
import io.portreeve.gateway.upstream.Scopes;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a token endpoint gave.
 *
 * @param seconds how long the access token is good for, if that was said
 * @param scopes what it is good for, if that was said
 */
record Tokens(
    String access,
    Optional<String> refresh,
    Optional<Long> seconds,
    Optional<List<String>> scopes) {
  private static final int LONGEST = 16 * 1024;
  private static final long MOST_SECONDS = 366L * 24 * 60 * 60;

  /** Reads a good answer: a bearer token, and nothing that could not stand in a header field. */
  static Tokens of(JsonObject json) throws LoginFailed {
    String access =
        json.string("access_token")
            .filter(Tokens::isToken)
            .orElseThrow(() -> new LoginFailed("a token endpoint that gave no token"));
    if (json.string("token_type").filter("bearer"::equalsIgnoreCase).isEmpty()) {
      throw new LoginFailed("a token endpoint that gave no bearer token");
    }
    return new Tokens(
        access,
        json.string("refresh_token").filter(text -> text.length() <= LONGEST),
        json.integer("expires_in").map(seconds -> Math.clamp(seconds, 0, MOST_SECONDS)),
        json.string("scope").map(Scopes::of));
  }

  /**
   * Whether nothing says that the access token is for somebody else. The server may take a token
   * that others take too, but one that says that it is theirs is not for its eyes.
   *
   * @param audience what it has to name where it names anybody; empty: the resource
   */
  boolean mayBeFor(String resource, Optional<String> audience) {
    List<String> named = ReadableToken.of(access).map(ReadableToken::audiences).orElse(List.of());
    return named.isEmpty()
        || named.stream()
            .anyMatch(name -> audience.map(name::equals).orElseGet(() -> covers(name, resource)));
  }

  private static boolean covers(String name, String resource) {
    try {
      return name.equals(resource) || ProtectedResource.covers(new URI(name), URI.create(resource));
    } catch (URISyntaxException noAddress) {
      return false;
    }
  }

  /** RFC 6750, section 2.1. */
  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars()
            .allMatch(c ->
                (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= '9')
                    || "-._~+/=".indexOf(c) >= 0);
  }

  @Override
  public String toString() {
    return "Tokens";
  }
}
