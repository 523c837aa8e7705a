package io.portreeve.gateway.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.SignatureAlgorithm;
import io.portreeve.gateway.document.DocumentUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a JWT was signed by one issuer, as a token of one kind.
 *
 * <p>Only algorithms of the operator's list are tried, each only with keys made for it, and only
 * with keys of this issuer: whatever else the head of a token names (a key of its own, an address
 * of one, no signature at all, a critical extension) does not help it. What is remembered of a
 * signature is forgotten as soon as the issuer's keys change.
 */
final class SignedTokens {
  /** Both names of one type (RFC 9068, section 4): a media type may be written without its half. */
  private static final JOSEObjectType ACCESS = new JOSEObjectType("at+jwt");

  private static final JOSEObjectType ACCESS_IN_FULL = new JOSEObjectType("application/at+jwt");

  private final IssuerKeys keys;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Remembered remembered = new Remembered();

  private SignedTokens(
      IssuerKeys keys,
      IssuerSettings settings,
      DefaultJOSEObjectTypeVerifier<SecurityContext> types) {
    this.keys = keys;
    processor.setJWSTypeVerifier(types);
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms(settings.algorithms()), new Source()));
    // Claims are judged at every use; a signature need not be.
    processor.setJWTClaimsSetVerifier((_, _) -> {});
  }

  /** Access tokens. */
  static SignedTokens forAccess(IssuerKeys keys, IssuerSettings settings) {
    return new SignedTokens(keys, settings, types(settings.requireType()));
  }

  /** What says who signed in: such tokens have no type of their own (OpenID Connect Core 1.0). */
  static SignedTokens ofSignIns(IssuerKeys keys, IssuerSettings settings) {
    return new SignedTokens(
        keys, settings, new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
  }

  private static DefaultJOSEObjectTypeVerifier<SecurityContext> types(boolean required) {
    return required
        ? new DefaultJOSEObjectTypeVerifier<>(ACCESS, ACCESS_IN_FULL)
        : new DefaultJOSEObjectTypeVerifier<>(ACCESS, ACCESS_IN_FULL, JOSEObjectType.JWT, null);
  }

  private static Set<JWSAlgorithm> algorithms(List<SignatureAlgorithm> allowed) {
    return allowed.stream()
        .map(algorithm -> JWSAlgorithm.parse(algorithm.name()))
        .collect(Collectors.toSet());
  }

  /** The claims of a token whose signature is good; whether they hold is not judged here. */
  JWTClaimsSet claims(SignedJWT token) throws TokenRefused, InterruptedException {
    try {
      long current = keys.current().number();
      String text = token.serialize();
      Optional<JWTClaimsSet> known = remembered.of(text, current);
      if (known.isPresent()) {
        return known.get();
      }
      JWTClaimsSet claims = verified(token);
      remembered.put(text, current, claims);
      return claims;
    } catch (DocumentUnavailable unavailable) {
      throw TokenRefused.unchecked(String.valueOf(unavailable.getMessage()));
    }
  }

  private JWTClaimsSet verified(SignedJWT token) throws TokenRefused, InterruptedException {
    try {
      return processor.process(token, (SecurityContext) null);
    } catch (KeySourceException unavailable) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw TokenRefused.unchecked("the keys of the issuer cannot be had");
    } catch (BadJWSException bad) {
      throw TokenRefused.invalid("a signature that is of none of the issuer's keys");
    } catch (BadJOSEException | JOSEException | IllegalArgumentException bad) {
      throw TokenRefused.invalid("a token of no accepted type, algorithm or key");
    }
  }

  /** The keys in force; newer ones, if none of these is the one that a token names. */
  private final class Source implements JWKSource<SecurityContext> {
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext none)
        throws KeySourceException {
      try {
        IssuerKeys.Keys current = keys.current();
        List<JWK> fitting = selector.select(current.set());
        return fitting.isEmpty() ? selector.select(keys.newerThan(current).set()) : fitting;
      } catch (DocumentUnavailable unavailable) {
        throw new KeySourceException("unavailable", unavailable);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new KeySourceException("interrupted", interrupted);
      }
    }
  }
}
