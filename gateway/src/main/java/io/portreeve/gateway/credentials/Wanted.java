package io.portreeve.gateway.credentials;

import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an authorization server was asked for, and whether it gave that.
 *
 * @param use how the token is used ({@code token_type}): {@code Bearer}, or {@code N_A} for one
 *     that is no access token
 * @param issuedType what it must be called ({@code issued_token_type}); empty: the grant has none
 * @param audiences whom it must be meant for, one of them at least, as far as it can be read;
 *     empty: nobody was named
 * @param subject the token that it is got for, if there is one
 */
record Wanted(
    String use, Optional<String> issuedType, List<String> audiences, Optional<Subject> subject) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration UNSAID = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** The token of the answer, which ends no later than the one it was got for. */
  Grant read(JsonObject answer, Instant now) throws TokenUnavailable {
    String token =
        answer.string("access_token").filter(it -> FORM.matcher(it).matches()).orElse("");
    if (token.isEmpty()) {
      throw new TokenUnavailable("the authorization server answered without a token");
    }
    if (subject.filter(own -> own.token().equals(token)).isPresent()) {
      throw new TokenUnavailable("the authorization server answered with the caller's own token");
    }
    if (answer.string("token_type").filter(use::equalsIgnoreCase).isEmpty()) {
      throw new TokenUnavailable("the authorization server answered with a token of another use");
    }
    if (issuedType.isPresent() && !answer.string("issued_token_type").equals(issuedType)) {
      throw new TokenUnavailable("the authorization server answered with a token of another type");
    }
    Optional<ReadableToken> readable = ReadableToken.of(token);
    if (readable.isPresent()) {
      judge(readable.get(), now);
    }
    return new Grant(token, now, end(answer, readable, now));
  }

  private void judge(ReadableToken token, Instant now) throws TokenUnavailable {
    if (!audiences.isEmpty() && Collections.disjoint(audiences, token.audiences())) {
      throw new TokenUnavailable(
          "the authorization server answered with a token for somebody else");
    }
    if (token.expires().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new TokenUnavailable("the authorization server answered with a token that has expired");
    }
    Optional<ReadableToken> own = subject.flatMap(it -> ReadableToken.of(it.token()));
    if (own.isPresent()) {
      judge(token, own.get());
    }
  }

  private static void judge(ReadableToken token, ReadableToken own) throws TokenUnavailable {
    boolean same =
        token.subject().isEmpty()
            || own.subject().isEmpty()
            || token.subject().equals(own.subject());
    if (!same) {
      throw new TokenUnavailable("the authorization server answered with a token of somebody else");
    }
    if (!token.keepsActorsOf(own)) {
      throw new TokenUnavailable(
          "the authorization server answered with a token that hides who acts for the user");
    }
  }

  private Instant end(JsonObject answer, Optional<ReadableToken> readable, Instant now) {
    Duration said =
        answer
            .integer("expires_in")
            .map(seconds -> Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds())))
            .orElse(UNSAID);
    Instant end = now.plus(said.minus(margin(said)));
    end = earlier(end, readable.flatMap(ReadableToken::expires));
    return earlier(end, subject.map(Subject::expires));
  }

  private static Duration margin(Duration life) {
    Duration tenth = life.dividedBy(10);
    return tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
  }

  private static Instant earlier(Instant one, Optional<Instant> other) {
    return other.filter(it -> it.isBefore(one)).orElse(one);
  }
}
