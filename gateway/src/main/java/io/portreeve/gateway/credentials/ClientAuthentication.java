package io.portreeve.gateway.credentials;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keys.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** How we prove to an authorization server who we are. */
sealed interface ClientAuthentication {
  String clientId();

  /** With a secret in a header field (RFC 6749, section 2.3.1). */
  record Basic(String clientId, Secret secret) implements ClientAuthentication {
    HttpFields fields() {
      String both = encoded(clientId) + ":" + encoded(secret.revealText());
      byte[] bytes = both.getBytes(StandardCharsets.ISO_8859_1);
      return HttpFields.of("authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
  }

  /** With an assertion that our key signed (RFC 7523, section 2.2). */
  record PrivateKeyJwt(String clientId, SigningKey key) implements ClientAuthentication {
    Map<String, String> parameters(String audience) throws TokenUnavailable {
      return Map.of(
          "client_assertion_type",
          "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          "client_assertion",
          key.assertion(clientId, audience));
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
