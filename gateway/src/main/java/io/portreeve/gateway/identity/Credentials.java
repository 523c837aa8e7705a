package io.portreeve.gateway.identity;

import io.portreeve.gateway.downstream.Authenticator;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyFault;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Credential;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Identifies the sender of an HTTP request.
 *
 * <p>A bearer token must be an API key of ours or, where the operator trusts issuers, an access
 * token of theirs; no other token is accepted, and none in a query (RFC 9700, section 4.3.2).
 * Without one the client certificate speaks, and without that the operator's anonymous principal,
 * if there is one.
 */
public final class Credentials implements Authenticator {
  private static final Set<String> TOKENS_IN_QUERY =
      Set.of("access_token", "token", "api_key", "apikey", "key");

  private final Optional<KeyRing> keys;
  private final Optional<TokenCheck> tokens;
  private final CertificateNames certificates;
  private final Optional<Principal> anonymous;

  public Credentials(
      Optional<KeyRing> keys,
      Optional<TokenCheck> tokens,
      CertificateNames certificates,
      Optional<Principal> anonymous) {
    this.keys = keys;
    this.tokens = tokens;
    this.certificates = certificates;
    this.anonymous = anonymous;
  }

  @Override
  public Identity identify(HttpRequest request, Occasion occasion) {
    if (tokenInQuery(request.query())) {
      return new Identity.Rejected(Reason.CREDENTIAL_INVALID, "a token in the query");
    }
    List<String> authorization = request.headers().all("authorization");
    if (authorization.size() > 1) {
      return new Identity.Rejected(Reason.CREDENTIAL_INVALID, "several authorization fields");
    }
    if (authorization.size() == 1) {
      return shown(authorization.getFirst(), request, occasion);
    }
    return request.peer().certificates().isEmpty()
        ? nobody()
        : certificates.identify(request.peer().certificates().getFirst());
  }

  private Identity nobody() {
    return anonymous.<Identity>map(Identity.Authenticated::new).orElseGet(Identity.Absent::new);
  }

  private Identity shown(String field, HttpRequest request, Occasion occasion) {
    int schemeEnd = end(field, 0, Credentials::isLetter);
    int tokenStart = end(field, schemeEnd, c -> c == ' ');
    if (schemeEnd == 0 || tokenStart == schemeEnd || !isToken68(field, tokenStart)) {
      return unaccepted();
    }
    String scheme = field.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    String token = field.substring(tokenStart);
    boolean ours = tokens.isEmpty() || KeyRing.mayBeKey(token);
    return switch (scheme) {
      case "bearer" -> ours ? key(token) : token(new Presented(scheme, token, request, occasion));
      case "dpop" -> ours ? unaccepted() : token(new Presented(scheme, token, request, occasion));
      default -> unaccepted();
    };
  }

  /** A scheme and one token68 with nothing else (RFC 9110, section 11.6.2; RFC 6750, 2.1). */
  private static boolean isToken68(String field, int start) {
    int padding = end(field, start, c -> isLetter(c) || isDigit(c) || "._~+/-".indexOf(c) >= 0);
    return padding > start && end(field, padding, c -> c == '=') == field.length();
  }

  /** Where the characters of this kind that begin at {@code start} end. */
  private static int end(String text, int start, IntPredicate kind) {
    int end = start;
    while (end < text.length() && kind.test(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private Identity token(Presented presented) {
    return tokens.map(check -> check.identify(presented)).orElseGet(Credentials::unaccepted);
  }

  private Identity key(String presented) {
    return keys.map(ring -> key(ring, presented)).orElseGet(Credentials::unaccepted);
  }

  private static Identity unaccepted() {
    return new Identity.Rejected(Reason.CREDENTIAL_INVALID, "no scheme that is accepted");
  }

  private static Identity key(KeyRing keys, String presented) {
    try {
      return switch (keys.check(presented)) {
        case KeyCheck.Accepted accepted -> authenticated(accepted.key());
        case KeyCheck.Ended ended -> ended(ended.key(), ended.fault());
        case KeyCheck.Rejected rejected ->
            new Identity.Rejected(Reason.CREDENTIAL_INVALID, "key " + word(rejected.fault()));
      };
    } catch (StoreUnavailable down) {
      return new Identity.Rejected(Reason.CREDENTIAL_UNCHECKED, "the store is not available");
    }
  }

  private static Identity authenticated(ApiKeyRecord key) {
    Principal principal =
        new Principal(key.principal(), key.roles(), Principal.Authentication.API_KEY)
            .through(ClientNames.of(key));
    return new Identity.Authenticated(principal, new Credential(key.expires(), Optional.empty()));
  }

  /** Its owner is known, since the whole key was right. */
  private static Identity ended(ApiKeyRecord key, KeyFault fault) {
    Reason reason =
        fault == KeyFault.REVOKED ? Reason.CREDENTIAL_REVOKED : Reason.CREDENTIAL_EXPIRED;
    return new Identity.Rejected(
        reason, "key " + key.id() + " " + word(fault), Optional.of(key.principal()));
  }

  private static String word(KeyFault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  private static boolean tokenInQuery(String query) {
    return !query.isEmpty()
        && Arrays.stream(query.split("&", -1))
            .map(pair -> pair.split("=", 2)[0].toLowerCase(Locale.ROOT))
            .anyMatch(TOKENS_IN_QUERY::contains);
  }
}
