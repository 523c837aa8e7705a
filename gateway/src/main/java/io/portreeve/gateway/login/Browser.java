package io.portreeve.gateway.login;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells one browser from another: each gets a random text that only it sends back, and forms that
 * work in it alone. So nobody begins anything in the browser of somebody else, or ends it there.
 */
public final class Browser {
  private static final Pattern MARK = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String LEFT = "-left=1";
  private static final int HOUR = 3_600;
  private static final int MONTH = 30 * 24 * HOUR;

  private final String name;
  private final boolean secure;
  private final Seal seal;
  private final SecureRandom random;
  private final List<String> origins;

  /**
   * For some pages of one site.
   *
   * @param name what the pages are for, which begins the names of their cookies and forms
   * @param secure whether browsers reach it over TLS
   * @param origin where its pages are, as browsers write it
   */
  public Browser(String name, boolean secure, String origin, Seal seal, SecureRandom random) {
    this.name = name;
    this.secure = secure;
    this.seal = seal;
    this.random = random;
    // A page that names no referrer names no origin either, not even to itself.
    this.origins = List.of(origin, "null");
  }

  /** Whether somebody signed out in this browser, and nobody signed in since. */
  public boolean isLeft(HttpRequest request) {
    return cookies(request).anyMatch((cookie() + LEFT)::equals);
  }

  /** Somebody signs out: whoever signs in here next may be somebody else. */
  public HttpFields left(HttpFields fields) {
    return withCookie(fields, cookie() + LEFT, MONTH);
  }

  /** Somebody signed in. */
  public HttpFields taken(HttpFields fields) {
    return withCookie(fields, cookie() + LEFT, 0);
  }

  /** What the browser was given, if it was here. */
  public Optional<String> mark(HttpRequest request) {
    return cookies(request)
        .filter(it -> it.startsWith(cookie() + "="))
        .map(it -> it.substring(cookie().length() + 1))
        .filter(value -> MARK.matcher(value).matches())
        .findFirst();
  }

  private static Stream<String> cookies(HttpRequest request) {
    return request.headers().all("cookie").stream()
        .flatMap(field -> Arrays.stream(field.split(";", -1)))
        .map(String::strip);
  }

  public String fresh() {
    return Pkce.unguessable(random);
  }

  /** Gives it to the browser, for navigations from other sites too: users come back from there. */
  public HttpFields given(HttpFields fields, String mark) {
    return withCookie(fields, cookie() + "=" + mark, HOUR);
  }

  private HttpFields withCookie(HttpFields fields, String pair, int seconds) {
    String cookie = pair + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax";
    return fields.and("set-cookie", secure ? cookie + "; Secure" : cookie);
  }

  private String cookie() {
    return (secure ? "__Host-portreeve-" : "portreeve-") + name;
  }

  private String binding(String mark) {
    return name + "-form " + mark;
  }

  /** What a form carries that this browser was given with this ticket. */
  public String token(String mark, String ticket) {
    return seal.seal(binding(mark), JsonObject.empty().with("for", Pkce.digest(ticket)));
  }

  /** Whether a form was given to this browser by us, and was sent from our page. */
  public boolean isOurs(HttpRequest request, String mark, String ticket, String token) {
    boolean sameSite =
        request.headers().first("sec-fetch-site").map("same-origin"::equals).orElse(true);
    boolean sameOrigin = origins.containsAll(request.headers().all("origin"));
    return sameSite
        && sameOrigin
        && seal.open(binding(mark), token)
            .flatMap(content -> content.string("for"))
            .filter(Pkce.digest(ticket)::equals)
            .isPresent();
  }
}
