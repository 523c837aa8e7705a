package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads single claims, whatever form an issuer gives them. */
final class Claims {
  private Claims() {}

  static Optional<String> string(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * The text, or the texts of the list, that a claim is; the name may be a path. A name with dots
   * in it that is a claim as a whole is that claim.
   */
  static List<String> strings(JWTClaimsSet claims, String path) {
    Map<String, Object> all = claims.getClaims();
    return texts(all.containsKey(path) ? Optional.ofNullable(all.get(path)) : follow(all, path));
  }

  private static Optional<Object> follow(Map<?, ?> object, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return Optional.ofNullable(object.get(path));
    }
    return object.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? follow(inner, path.substring(dot + 1))
        : Optional.empty();
  }

  private static List<String> texts(Optional<Object> value) {
    return value.stream()
        .flatMap(it -> it instanceof Collection<?> list ? list.stream() : Stream.of(it))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** What a token grants: {@code scope} (RFC 8693), which some issuers call {@code scp}. */
  static Set<String> scopes(JWTClaimsSet claims) {
    return Stream.of("scope", "scp")
        .flatMap(name -> strings(claims, name).stream())
        .flatMap(text -> Stream.of(text.split(" ")))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
