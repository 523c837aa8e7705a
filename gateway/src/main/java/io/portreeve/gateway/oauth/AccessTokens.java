package io.portreeve.gateway.oauth;

import static java.util.stream.Collectors.joining;

import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.gateway.identity.TokenCheck;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Identity;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says whose access token a request carries, if any of the trusted issuers made it for us. */
public final class AccessTokens implements TokenCheck {
  private static final int LONGEST = 16 * 1024;

  /** What may stand in a field (RFC 6750, section 2.1); decoders pass over what may not. */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final List<TrustedIssuer> issuers;
  private final Outage judging;

  /**
   * Of these issuers.
   *
   * @param judging is told of faults of ours that a token brings about
   */
  AccessTokens(List<TrustedIssuer> issuers, Outage judging) {
    this.issuers = List.copyOf(issuers);
    this.judging = judging;
  }

  @Override
  public Identity identify(Presented presented) {
    try {
      Optional<SignedJWT> signed = parsed(presented.token());
      Identity proved =
          signed.isPresent()
              ? issuer(signed.get()).identity(signed.get(), presented)
              : asked().identity(presented);
      judging.answered();
      return proved;
    } catch (TokenRefused refused) {
      return refused.identity();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return TokenRefused.unchecked("interrupted").identity();
    } catch (RuntimeException unforeseen) {
      judging.failed(place(unforeseen));
      return TokenRefused.unchecked("a token that could not be judged").identity();
    }
  }

  /** Its kind and where it was thrown; its message may hold what was shown. */
  private static String place(Throwable fault) {
    return fault.getCause() != null
        ? place(fault.getCause())
        : fault.getClass().getName()
            + Stream.of(fault.getStackTrace()).limit(1).map(at -> " at " + at).collect(joining());
  }

  /** What is not signed proves nothing by itself: {@code none} is no signature. */
  private static Optional<SignedJWT> parsed(String token) throws TokenRefused {
    if (token.length() > LONGEST) {
      throw TokenRefused.invalid("a token that is too long");
    }
    if (!FORM.matcher(token).matches()) {
      throw TokenRefused.invalid("neither a key of ours nor a token");
    }
    try {
      return Optional.of(SignedJWT.parse(token));
    } catch (ParseException | IllegalArgumentException opaque) {
      return Optional.empty();
    }
  }

  private TrustedIssuer asked() throws TokenRefused {
    return issuers.stream()
        .filter(TrustedIssuer::isAsked)
        .findFirst()
        .orElseThrow(() -> TokenRefused.invalid("neither a key of ours nor a signed token"));
  }

  /** By what the token says before anything of it is proved: its issuer's keys then prove it. */
  private TrustedIssuer issuer(SignedJWT token) throws TokenRefused {
    try {
      String named = String.valueOf(token.getJWTClaimsSet().getIssuer());
      return issuers.stream()
          .filter(issuer -> issuer.isNamedBy(named))
          .findFirst()
          .orElseThrow(() -> TokenRefused.invalid("a token of an issuer that nobody named"));
    } catch (ParseException | IllegalArgumentException malformed) {
      throw TokenRefused.invalid("a token without claims");
    }
  }
}
