package io.portreeve.lab.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * An authorization server, and the front of a server that reads its tokens as many do: it looks
 * into them, wherever they come, and verifies nothing.
 */
public final class LabIssuer implements LabServer.Front {
  private static final String NAME = "https://id.lab.example";
  private static final String RESOURCE = "https://mcp.lab.example/mcp";
  private static final String KEYS = "/keys";
  private static final int COORDINATE = 32;

  private final KeyPair own = keys();

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has P-256", impossible);
    }
  }

  /** How a gateway is told of it that stands in front of the server. */
  public static String configuration(URI server) {
    return """
    authentication:
      oauth:
        resource: %s
        issuers:
          lab: {issuer: "%s", jwks: "%s"}
    """
        .formatted(RESOURCE, NAME, server.resolve(KEYS));
  }

  /** What a good token says. */
  public JsonObject claims() {
    Instant now = Instant.now();
    return JsonObject.empty()
        .with("iss", NAME)
        .with("sub", "anna")
        .with("aud", RESOURCE)
        .with("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
  }

  /** A token with these claims that it signed. */
  public String signed(JsonObject claims) {
    return signed(claims, own);
  }

  /** One that somebody else signed. */
  public String forged(JsonObject claims) {
    return signed(claims, keys());
  }

  /** One that nobody signed, and that says so. */
  public String unsigned(JsonObject claims) {
    return base64(JsonObject.empty().with("alg", "none").toBytes())
        + "."
        + base64(claims.toBytes())
        + ".";
  }

  private static String signed(JsonObject claims, KeyPair keys) {
    JsonObject head = JsonObject.empty().with("alg", "ES256").with("kid", "1");
    String text = base64(head.toBytes()) + "." + base64(claims.toBytes());
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform signs with P-256", impossible);
    }
  }

  @Override
  public boolean handled(HttpRequest request, HttpReply reply) throws JsonRefused {
    if (request.path().equals(KEYS)) {
      reply.send(200, HttpFields.of("content-type", "application/json"), published());
      return true;
    }
    if (request.headers().has("authorization") || !request.query().isEmpty()) {
      return refused(request, reply);
    }
    // Who comes without a token is the gateway, which sends none on.
    return false;
  }

  private static boolean refused(HttpRequest request, HttpReply reply) throws JsonRefused {
    String[] parts = token(request).split("\\.", -1);
    byte[] claims = Base64.getUrlDecoder().decode(parts.length == 3 ? parts[1] : "e30");
    JsonObject read = (JsonObject) JsonReader.read(claims, JsonLimits.defaults());
    if (read.string("sub").isPresent()) {
      return false;
    }
    reply.send(401, HttpFields.empty(), new byte[0]);
    return true;
  }

  private static String token(HttpRequest request) {
    Optional<String> field = request.headers().first("authorization");
    String text = field.orElse(request.query());
    return text.substring(Math.max(text.indexOf(' '), text.indexOf('=')) + 1);
  }

  private byte[] published() {
    ECPublicKey key = (ECPublicKey) own.getPublic();
    JsonObject jwk =
        JsonObject.empty()
            .with("kty", "EC")
            .with("crv", "P-256")
            .with("use", "sig")
            .with("kid", "1")
            .with("x", coordinate(key.getW().getAffineX()))
            .with("y", coordinate(key.getW().getAffineY()));
    return JsonObject.of("keys", JsonArray.of(jwk)).toBytes();
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[COORDINATE];
    byte[] last = Arrays.copyOfRange(bytes, Math.max(bytes.length - COORDINATE, 0), bytes.length);
    System.arraycopy(last, 0, whole, COORDINATE - last.length, last.length);
    return base64(whole);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
