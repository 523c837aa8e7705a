package io.portreeve.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.portreeve.gateway.config.SignatureAlgorithm;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.gateway.store.SingleUse;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges the proof that whoever shows a token holds its key (RFC 9449, section 4.3): made by that
 * key, for this request, with this token, just now, and not used before.
 */
final class Proofs {
  static final Duration AGE = Duration.ofSeconds(60);
  private static final Duration AHEAD = Duration.ofSeconds(30);
  private static final int LONGEST_ID = 128;
  private static final JOSEObjectType TYPE = new JOSEObjectType("dpop+jwt");
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Stream.of(SignatureAlgorithm.values())
          .map(algorithm -> JWSAlgorithm.parse(algorithm.name()))
          .collect(Collectors.toUnmodifiableSet());

  /** Those that a proof may be signed with. */
  static final List<String> ALGORITHM_NAMES =
      Stream.of(SignatureAlgorithm.values()).map(Enum::name).toList();

  private final URI resource;
  private final SingleUse memory;
  private final InstantSource clock;

  Proofs(URI resource, SingleUse memory, InstantSource clock) {
    this.resource = resource;
    this.memory = memory;
    this.clock = clock;
  }

  /** Judges it, and uses it up. */
  void spend(String thumbprint, Presented presented) throws TokenRefused {
    JWTClaimsSet proof = judge(thumbprint, presented);
    Instant made = made(proof);
    if (!memory.spend(thumbprint, String.valueOf(proof.getJWTID()), made, made.plus(AGE))) {
      throw TokenRefused.invalid("a proof that was used before, or may have been");
    }
  }

  /** Judges all but whether it was used before. */
  JWTClaimsSet judge(String thumbprint, Presented presented) throws TokenRefused {
    JWTClaimsSet proof = signed(thumbprint, presented.request());
    demand(isText(proof, "htm", presented.request().method()), "a proof for another method");
    demand(
        Claims.string(proof, "htu").filter(it -> isHere(it, presented.request())).isPresent(),
        "a proof for another address");
    demand(isText(proof, "ath", Sha256.base64(presented.token())), "a proof for another token");
    demand(
        Claims.string(proof, "jti").filter(id -> id.length() <= LONGEST_ID).isPresent(),
        "a proof without an id of its own");
    Instant now = clock.instant();
    Instant made = made(proof);
    demand(
        !made.isBefore(now.minus(AGE)) && !made.isAfter(now.plus(AHEAD)),
        "a proof of another time");
    return proof;
  }

  private static void demand(boolean holds, String otherwise) throws TokenRefused {
    if (!holds) {
      throw TokenRefused.invalid(otherwise);
    }
  }

  private static boolean isText(JWTClaimsSet proof, String claim, String wanted) {
    return Claims.string(proof, claim).filter(wanted::equals).isPresent();
  }

  private static Instant made(JWTClaimsSet proof) {
    return Optional.ofNullable(proof.getIssueTime()).map(Date::toInstant).orElse(Instant.MIN);
  }

  private static JWTClaimsSet signed(String thumbprint, HttpRequest request) throws TokenRefused {
    List<String> proofs = request.headers().all("dpop");
    demand(proofs.size() == 1, "no proof, or several");
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
    processor.setJWSKeySelector((head, _) -> List.of(key(head, thumbprint)));
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    try {
      return processor.process(SignedJWT.parse(proofs.getFirst()), (SecurityContext) null);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException bad) {
      throw TokenRefused.invalid("a proof that is none of the key that the token is bound to");
    }
  }

  /**
   * The key is the proof's own; that it is the right one is what its thumbprint says (RFC 7638).
   */
  private static Key key(JWSHeader head, String thumbprint) throws KeySourceException {
    JWK own = head.getJWK();
    try {
      if (own instanceof AsymmetricJWK key
          && !own.isPrivate()
          && ALGORITHMS.contains(head.getAlgorithm())
          && own.computeThumbprint().toString().equals(thumbprint)) {
        return key.toPublicKey();
      }
    } catch (JOSEException unusable) {
      throw new KeySourceException("unusable", unusable);
    }
    throw new KeySourceException("not the key of the token");
  }

  /** By the address that clients know us by, whatever stands between them and us. */
  private boolean isHere(String address, HttpRequest request) {
    try {
      String place = plain(new URI(address));
      return place.equals(plain(resource)) || place.equals(plain(resource.resolve(request.path())));
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      return false;
    }
  }

  /** Without query and fragment (RFC 9449, section 4.3), and as RFC 3986, section 6.2.2 has it. */
  private static String plain(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    String port = uri.getPort() < 0 || uri.getPort() == standard ? "" : ":" + uri.getPort();
    String path = uri.getRawPath();
    return scheme + "://" + host + port + (path == null || path.isEmpty() ? "/" : path);
  }
}
