package io.portreeve.gateway.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An issuer of bound access tokens at which people can sign in, on the loopback interface. It
 * checks what an honest one checks (the client's secret, PKCE, the address, codes once), and says
 * of who signed in whatever a test has it say.
 */
public final class IssuerDouble implements AutoCloseable {
  static final String CLIENT = "pages";

  /** What the client has to show; empty: it is a public one. */
  public volatile String secret = "";

  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  final TestIssuer issuer = new TestIssuer(http.url("").toString(), InstantSource.system());
  private final ECKey bound = TestIssuer.key("of the application");
  private final Map<String, Parameters> codes = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /** What it says of who signed in, besides what is right. */
  public volatile UnaryOperator<JWTClaimsSet.Builder> said = UnaryOperator.identity();

  /** More of its metadata. */
  volatile String more = ",\"authorization_response_iss_parameter_supported\":true";

  public volatile boolean down;

  public URI url() {
    return http.url("");
  }

  /** As an operator configures it. */
  public String settings(String more) {
    return "{issuer: \"%s\", timeout: 1m, sign-in: {client-id: %s%s}}"
        .formatted(url(), CLIENT, more);
  }

  private void serve(HttpAsked asked, HttpWire wire) throws IOException {
    if (down) {
      wire.empty(500);
      return;
    }
    switch (asked.target()) {
      case "/keys" -> wire.whole(200, "application/json", issuer.jwks());
      case "/token" -> token(asked, wire);
      default ->
          wire.json(
              200,
              "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\",\"authorization_endpoint\":\"%s\",\"token_endpoint\":\"%s\"%s}"
                  .formatted(
                      url(), http.url("/keys"), http.url("/authorize"), http.url("/token"), more));
    }
  }

  private void token(HttpAsked asked, HttpWire wire) throws IOException {
    Parameters form = Parameters.ofForm(asked.body().getBytes(StandardCharsets.ISO_8859_1));
    Optional<Parameters> redeemed =
        Optional.ofNullable(codes.remove(form.get("code").orElse("")))
            .filter(_ -> isTheClient(asked, form))
            .filter(it -> it.get("redirect_uri").equals(form.get("redirect_uri")))
            .filter(it ->
                it.get("code_challenge")
                    .equals(form.get("code_verifier").map(text -> new Pkce(text).challenge())));
    if (redeemed.isEmpty()) {
      wire.json(400, "{\"error\":\"invalid_grant\"}");
    } else {
      wire.json(
          200,
          "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
              .formatted(idToken(redeemed.get())));
    }
  }

  private boolean isTheClient(HttpAsked asked, Parameters form) {
    String both = CLIENT + ":" + secret;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII));
    return secret.isEmpty()
        ? form.get("client_id").equals(Optional.of(CLIENT))
        : asked.field("authorization").equals(Optional.of(basic));
  }

  private String idToken(Parameters asked) {
    JWTClaimsSet.Builder claims =
        issuer
            .claims(asked.get("user").orElseThrow())
            .audience(asked.get("client_id").orElseThrow())
            .claim("client_id", null)
            .claim("scope", null)
            .claim("nonce", asked.get("nonce").orElseThrow());
    return TestIssuer.token(
        issuer.header().type(JOSEObjectType.JWT).build(), said.apply(claims), issuer.signing());
  }

  /** Somebody signs in; what the browser comes back with. */
  public String signedIn(URI address, String user) {
    Parameters asked = Parameters.of(address.getRawQuery());
    Map<String, String> all = new ConcurrentHashMap<>(asked.values());
    all.put("user", user);
    String code = "code-" + count.incrementAndGet();
    codes.put(code, new Parameters(all));
    return "code=%s&state=%s&iss=%s"
        .formatted(code, asked.get("state").orElseThrow(), Fetcher.encoded(url().toString()));
  }

  /** An access token that is good only with a proof of its application's key. */
  public String access(String user) {
    return issuer.token(issuer.claims(user).claim("cnf", Map.of("jkt", thumbprint())));
  }

  /** One that is good without. */
  public String bearer(String user) {
    return issuer.token(issuer.claims(user));
  }

  private String thumbprint() {
    try {
      return bound.computeThumbprint().toString();
    } catch (JOSEException unable) {
      throw new IllegalStateException(unable);
    }
  }

  /** The proof that goes with it, once. */
  public String proof(String token) {
    return TestIssuer.proof(bound, token, Instant.now());
  }

  @Override
  public void close() {
    http.close();
  }
}
