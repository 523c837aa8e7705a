package io.portreeve.gateway.oauth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.guard.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token must say (RFC 9068, section 4): who issued it, that it is for us, that
 * it is in force, and whose it is. Judged at every use.
 */
final class ClaimRules {
  private final Set<String> audiences;
  private final List<String> clients;
  private final String principal;
  private final Verifier rest;

  private ClaimRules(
      IssuerSettings settings, Set<String> audiences, List<String> clients, InstantSource clock) {
    this.audiences = Set.copyOf(audiences);
    this.clients = clients;
    principal = settings.names().principal();
    rest = new Verifier(settings.issuer(), clock);
    rest.setMaxClockSkew(Math.toIntExact(settings.clockSkew().toSeconds()));
  }

  /** Of a token for access to the resource. */
  static ClaimRules forAccess(IssuerSettings settings, URI resource, InstantSource clock) {
    Set<String> audiences = new HashSet<>(settings.audiences());
    audiences.add(resource.toString());
    return new ClaimRules(settings, audiences, settings.clients(), clock);
  }

  /** Of a token that says to us, as this client, who signed in. */
  static ClaimRules ofSignIns(IssuerSettings settings, String client, InstantSource clock) {
    return new ClaimRules(settings, Set.of(client), List.of(), clock);
  }

  void judge(JWTClaimsSet claims) throws TokenRefused {
    if (claims.getAudience().stream().noneMatch(audiences::contains)) {
      throw TokenRefused.invalid("a token for another audience");
    }
    if (!clients.isEmpty() && Delegations.client(claims).filter(clients::contains).isEmpty()) {
      throw TokenRefused.invalid("a token of a client that is not accepted");
    }
    if (Claims.strings(claims, principal).size() != 1) {
      throw TokenRefused.invalid("a token that names no principal");
    }
    try {
      rest.verify(claims, null);
    } catch (ExpiredJWTException expired) {
      throw new TokenRefused(Reason.CREDENTIAL_EXPIRED, "a token that has expired");
    } catch (BadJWTException bad) {
      throw TokenRefused.invalid("a token of another issuer, of the future, or without an end");
    }
  }

  private static final class Verifier extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final InstantSource clock;

    Verifier(URI issuer, InstantSource clock) {
      super(new JWTClaimsSet.Builder().issuer(issuer.toString()).build(), Set.of("exp"));
      this.clock = clock;
    }

    /** A token that was made in the future was made by nobody who may. */
    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext none) throws BadJWTException {
      super.verify(claims, none);
      Instant latest = clock.instant().plusSeconds(getMaxClockSkew());
      Optional<Instant> made = Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant);
      if (made.filter(latest::isBefore).isPresent()) {
        throw new BadJWTException("issued in the future");
      }
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
