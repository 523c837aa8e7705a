package io.portreeve.gateway.login;

import io.portreeve.gateway.http.HttpFields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are to one authorization server.
 *
 * @param secret what proves it; nothing does if empty, and PKCE alone protects the code
 */
record Client(String id, Optional<String> secret, Method method) {
  /** How we prove it at the token endpoint (RFC 6749, section 2.3.1; RFC 7591, section 2). */
  enum Method {
    BASIC("client_secret_basic"),
    POST("client_secret_post"),
    NONE("none");

    private final String wire;

    Method(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }

    static Optional<Method> of(String wire) {
      return List.of(values()).stream().filter(method -> method.wire.equals(wire)).findFirst();
    }
  }

  /** With the first way that the server takes, of those in which no secret is written down. */
  static Client withSecret(String id, String secret, AuthorizationServer server) {
    boolean post =
        server.methods().contains(Method.POST.wire())
            && !server.methods().contains(Method.BASIC.wire());
    return new Client(id, Optional.of(secret), post ? Method.POST : Method.BASIC);
  }

  static Client without(String id) {
    return new Client(id, Optional.empty(), Method.NONE);
  }

  /** Puts into a form what belongs there. */
  void identify(Map<String, String> form) {
    switch (method) {
      case BASIC -> {}
      case POST -> {
        form.put("client_id", id);
        form.put("client_secret", secret.orElseThrow());
      }
      case NONE -> form.put("client_id", id);
    }
  }

  /** The fields that go with the form. */
  HttpFields fields() {
    return switch (method) {
      case BASIC -> HttpFields.of("authorization", "Basic " + both());
      case POST, NONE -> HttpFields.empty();
    };
  }

  private String both() {
    String text = Fetcher.encoded(id) + ":" + Fetcher.encoded(secret.orElseThrow());
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A secret is not for printing. */
  @Override
  public String toString() {
    return "client " + id;
  }
}
