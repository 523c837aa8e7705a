package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.identity.Presented;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * Holds whoever shows a token to the key that it is bound to (RFC 7800): by a proof of his own (RFC
 * 9449) or by his certificate (RFC 8705, section 3).
 *
 * <p>What else an issuer says beside a binding that is known here is passed over (RFC 7800, section
 * 3.1); a token that is bound in no way that is known is never taken for one that is not bound.
 */
final class KeyBinding {
  private static final String PROVED = "dpop";

  private final Proofs proofs;
  private final boolean required;

  KeyBinding(Proofs proofs, boolean required) {
    this.proofs = proofs;
    this.required = required;
  }

  void judge(JWTClaimsSet claims, Presented presented) throws TokenRefused {
    Map<?, ?> keys = keys(claims);
    if (keys.isEmpty() && required) {
      throw TokenRefused.invalid("a token that is bound to no key, where all must be");
    }
    boolean proof = presented.scheme().equals(PROVED) || presented.request().headers().has("dpop");
    if (proof && !keys.containsKey("jkt")) {
      throw TokenRefused.invalid("a proof for a token that is not bound to its key");
    }
    for (Map.Entry<?, ?> key : keys.entrySet()) {
      String value = String.valueOf(key.getValue());
      switch (String.valueOf(key.getKey())) {
        case "jkt" -> proved(value, presented);
        case "x5t#S256" -> certified(value, presented);
        default -> {}
      }
    }
  }

  private static Map<?, ?> keys(JWTClaimsSet claims) throws TokenRefused {
    if (!claims.getClaims().containsKey("cnf")) {
      return Map.of();
    }
    if (claims.getClaim("cnf") instanceof Map<?, ?> keys
        && (keys.containsKey("jkt") || keys.containsKey("x5t#S256"))) {
      return keys;
    }
    throw TokenRefused.invalid("a token that is bound in a way nobody knows here");
  }

  /**
   * Shown as a bearer token, it would need no proof: the very thing that its binding is against.
   */
  private void proved(String thumbprint, Presented presented) throws TokenRefused {
    if (!presented.scheme().equals(PROVED)) {
      throw TokenRefused.invalid("a token that needs a proof, shown without");
    }
    switch (presented.occasion()) {
      case HEAD -> proofs.judge(thumbprint, presented);
      case ENTRY -> proofs.spend(thumbprint, presented);
      // It was proved when the request came in.
      case STAY -> {}
    }
  }

  private static void certified(String thumbprint, Presented presented) throws TokenRefused {
    List<X509Certificate> shown = presented.request().peer().certificates();
    try {
      if (!shown.isEmpty() && thumbprint.equals(Sha256.base64(shown.getFirst().getEncoded()))) {
        return;
      }
    } catch (CertificateEncodingException unreadable) {
      throw TokenRefused.invalid("a certificate that cannot be read");
    }
    throw TokenRefused.invalid("a token that is bound to another certificate than was shown");
  }
}
