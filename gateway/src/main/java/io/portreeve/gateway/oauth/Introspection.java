package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.config.IntrospectionSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.document.Turns;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * Asks an issuer what a token is worth now (RFC 7662).
 *
 * <p>Promise: an answer is believed for {@code cache} and no longer, and when there is none the
 * token is worth nothing. Only so many are asked for at once, whoever shows tokens, each once for
 * all who show it, and whoever leaves takes nothing from the others. A token goes to the one issuer
 * whose this is, and is kept nowhere.
 */
final class Introspection {
  private static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 10_000;
  private static final int LONGEST = 4096;

  private static final String TOO_MANY = "too many tokens that the issuer must be asked about";

  private final URI issuer;
  private final IntrospectionSettings settings;
  private final Secret secret;
  private final Turns turns;
  private final Outage outage;
  private final InstantSource clock;
  private final RecentAnswers answers;
  private final Map<String, FutureTask<RecentAnswers.Answer>> underWay = new ConcurrentHashMap<>();

  Introspection(
      IssuerSettings issuer,
      IntrospectionSettings settings,
      Secret secret,
      Documents documents,
      Outage outage,
      InstantSource clock,
      LongSupplier ticker) {
    this.issuer = issuer.issuer();
    this.settings = settings;
    this.secret = secret;
    this.turns = new Turns(documents, AT_ONCE, ticker);
    this.outage = outage;
    this.clock = clock;
    this.answers = new RecentAnswers(settings.cache(), clock);
  }

  /** Whether it is to be asked about tokens that prove themselves, too. */
  boolean asksAboutSigned() {
    return settings.signed();
  }

  /** What the issuer says of an active token; whether that is enough is not judged here. */
  JWTClaimsSet claims(String token) throws TokenRefused, InterruptedException {
    if (token.length() > LONGEST) {
      throw TokenRefused.invalid("neither a key of ours nor a token");
    }
    String digest = Sha256.base64(token);
    Optional<RecentAnswers.Answer> known = answers.of(digest);
    RecentAnswers.Answer answer = known.isPresent() ? known.get() : awaited(asking(digest, token));
    return answer
        .claims()
        .orElseThrow(() ->
            new TokenRefused(
                Reason.CREDENTIAL_REVOKED, "a token that its issuer says is not active"));
  }

  /** By what is under way already; else by a thread that no requester can interrupt. */
  private FutureTask<RecentAnswers.Answer> asking(String digest, String token) throws TokenRefused {
    if (underWay.size() >= MOST_WAITING && !underWay.containsKey(digest)) {
      throw TokenRefused.unchecked(TOO_MANY);
    }
    return underWay.computeIfAbsent(
        digest,
        _ -> {
          FutureTask<RecentAnswers.Answer> asking = new FutureTask<>(() -> answer(digest, token));
          Thread.ofVirtual().name("introspection").start(asking);
          return asking;
        });
  }

  private RecentAnswers.Answer answer(String digest, String token)
      throws TokenRefused, InterruptedException {
    try {
      Optional<RecentAnswers.Answer> meanwhile = answers.of(digest);
      return meanwhile.isPresent() ? meanwhile.get() : answers.put(digest, asked(token));
    } finally {
      underWay.remove(digest);
    }
  }

  private static RecentAnswers.Answer awaited(FutureTask<RecentAnswers.Answer> asking)
      throws TokenRefused, InterruptedException {
    try {
      return asking.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TokenRefused refused) {
        throw refused;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    }
  }

  private Optional<JWTClaimsSet> asked(String token) throws TokenRefused, InterruptedException {
    String form = "token=" + encoded(token) + "&token_type_hint=access_token";
    try {
      Optional<byte[]> answer =
          turns.take(inTime -> inTime.post(settings.url(), authorization(), form));
      if (answer.isEmpty()) {
        throw TokenRefused.unchecked(TOO_MANY);
      }
      Optional<JWTClaimsSet> said = active(answer.get());
      outage.answered();
      return said;
    } catch (DocumentUnavailable unavailable) {
      outage.failed(String.valueOf(unavailable.getMessage()));
      throw TokenRefused.unchecked("the issuer cannot be asked about the token");
    }
  }

  private Optional<JWTClaimsSet> active(byte[] body) throws DocumentUnavailable {
    try {
      JWTClaimsSet said = JWTClaimsSet.parse(new String(body, StandardCharsets.UTF_8));
      return Boolean.TRUE.equals(said.getClaim("active"))
          ? Optional.of(completed(said))
          : Optional.empty();
    } catch (ParseException | RuntimeException malformed) {
      throw new DocumentUnavailable("an answer that is none");
    }
  }

  /** The issuer need not name itself nor an end: its answer is its word, and ends by itself. */
  private JWTClaimsSet completed(JWTClaimsSet said) {
    JWTClaimsSet.Builder all = new JWTClaimsSet.Builder(said);
    if (said.getIssuer() == null) {
      all.issuer(issuer.toString());
    }
    if (said.getExpirationTime() == null) {
      Instant end = clock.instant().plus(settings.cache()).plusSeconds(1);
      all.expirationTime(Date.from(end));
    }
    return all.build();
  }

  /** RFC 6749, section 2.3.1. */
  private String authorization() {
    String both = encoded(settings.clientId()) + ":" + encoded(secret.revealText());
    return "Basic "
        + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
