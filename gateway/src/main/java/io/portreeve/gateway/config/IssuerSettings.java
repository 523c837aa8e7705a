package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One authorization server that is trusted, and how its tokens become principals.
 *
 * @param issuer its identifier, as it stands in tokens
 * @param jwks where its keys lie; empty: where its metadata says
 * @param audiences what tokens may be meant for instead of our resource
 * @param algorithms how its tokens may be signed
 * @param requireType whether a token must say in its head that it is an access token (RFC 9068)
 * @param clients whose tokens are accepted, by the client's id; empty: any client's
 * @param clockSkew how far its clock may be from ours
 * @param refresh how old its keys may become before they are fetched again
 * @param maxStaleness how old they may become when they cannot be fetched
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long one answer of it may take
 * @param introspection how it is asked about tokens; empty: not at all
 * @param signIn how people sign in at it, at our pages; empty: they cannot
 * @param names how its claims become the names and roles of principals
 */
public record IssuerSettings(
    URI issuer,
    Optional<URI> jwks,
    List<String> audiences,
    List<SignatureAlgorithm> algorithms,
    boolean requireType,
    List<String> clients,
    Duration clockSkew,
    Duration refresh,
    Duration maxStaleness,
    Optional<ServerTlsSettings> tls,
    Duration timeout,
    Optional<IntrospectionSettings> introspection,
    Optional<SignInSettings> signIn,
    ClaimSettings names) {

  static final Key<IssuerSettings, URI> ISSUER =
      Key.required(
          "issuer",
          Scalars.url(),
          IssuerSettings::issuer,
          Strength.unordered(),
          "The identifier of the authorization server, exactly as it stands in its tokens.");
  static final Key<IssuerSettings, Optional<URI>> JWKS =
      Key.optional(
          "jwks",
          Scalars.url(),
          IssuerSettings::jwks,
          Strength.unordered(),
          "Where its keys lie; absent, where its metadata says (RFC 8414, OpenID discovery).");
  static final Key<IssuerSettings, List<String>> AUDIENCES =
      Key.of(
          "audiences",
          Forms.list(Scalars.claimValue()),
          List.of(),
          IssuerSettings::audiences,
          Strength.moreIsWeaker(),
          "What its tokens may be meant for besides `resource`; for servers that cannot write it.");
  static final Key<IssuerSettings, List<SignatureAlgorithm>> ALGORITHMS =
      Key.of(
          "algorithms",
          Forms.someOf(Forms.choice(List.of(SignatureAlgorithm.values()), Enum::name)),
          List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256, SignatureAlgorithm.RS256),
          IssuerSettings::algorithms,
          Strength.moreIsWeaker(),
          "How its tokens may be signed.");
  static final Key<IssuerSettings, Boolean> REQUIRE_TYPE =
      Key.of(
          "require-type",
          Forms.truth(),
          false,
          IssuerSettings::requireType,
          Strength.offIsWeaker("now also accepts tokens that do not say that they are for access"),
          "Whether tokens must have the type `at+jwt` (RFC 9068); other types than that are never"
              + " accepted.");
  static final Key<IssuerSettings, List<String>> CLIENTS =
      Key.of(
          "clients",
          Forms.list(Scalars.claimValue()),
          List.of(),
          IssuerSettings::clients,
          Strength.emptyIsAll("now accepts the tokens of any client"),
          "The clients whose tokens are accepted (`client_id` or `azp`); absent, any client's.");
  static final Key<IssuerSettings, Duration> CLOCK_SKEW =
      Key.of(
          "clock-skew",
          Measures.duration(Duration.ZERO, Duration.ofMinutes(5)),
          Duration.ofSeconds(30),
          IssuerSettings::clockSkew,
          Strength.greaterIsWeaker(),
          "How far its clock may be from ours; a token lives that much longer.");
  static final Key<IssuerSettings, Duration> REFRESH =
      Key.of(
          "refresh",
          Measures.duration(Duration.ofSeconds(30), Duration.ofDays(1)),
          Duration.ofMinutes(5),
          IssuerSettings::refresh,
          Strength.greaterIsWeaker(),
          "How old its keys may be before they are fetched again; a withdrawn key lives so long.");
  static final Key<IssuerSettings, Duration> MAX_STALENESS =
      Key.of(
          "max-staleness",
          Measures.duration(Duration.ofSeconds(30), Duration.ofDays(7)),
          Duration.ofHours(1),
          IssuerSettings::maxStaleness,
          Strength.greaterIsWeaker(),
          "How old its keys may be when it cannot be reached; after that nobody gets in.");
  static final Key<IssuerSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          IssuerSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<IssuerSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofSeconds(1), Duration.ofMinutes(1)),
          Duration.ofSeconds(5),
          IssuerSettings::timeout,
          Strength.neutral(),
          "How long one answer of it may take; whoever needs a later one is asked to come again.");
  static final Key<IssuerSettings, Optional<IntrospectionSettings>> INTROSPECTION =
      Key.optional(
          "introspection",
          IntrospectionSettings.SECTION,
          IssuerSettings::introspection,
          Strength.inside(
              IntrospectionSettings.SECTION,
              Strength.presentIsWeaker("now also accepts tokens that prove nothing by themselves")),
          "How the issuer is asked about tokens that are not signed; absent, those are refused.");
  static final Key<IssuerSettings, Optional<SignInSettings>> SIGN_IN =
      Key.optional(
          "sign-in",
          SignInSettings.SECTION,
          IssuerSettings::signIn,
          Strength.inside(
              SignInSettings.SECTION,
              Strength.presentIsWeaker("may now also say who is at a browser")),
          "How its users sign in at it at our pages: docs/login.md; absent, they cannot.");
  static final Key<IssuerSettings, ClaimSettings> NAMES =
      Key.section(
          "claims",
          ClaimSettings.SECTION,
          IssuerSettings::names,
          "How its claims become the names and roles of principals.");

  static final Section<IssuerSettings> SECTION =
      Section.of(
              "an authorization server that is trusted",
              IssuerSettings::of,
              ISSUER,
              JWKS,
              AUDIENCES,
              ALGORITHMS,
              REQUIRE_TYPE,
              CLIENTS,
              CLOCK_SKEW,
              REFRESH,
              MAX_STALENESS,
              TLS,
              TIMEOUT,
              INTROSPECTION,
              SIGN_IN,
              NAMES)
          .check(IssuerSettings::encrypted, ISSUER, JWKS)
          .check(IssuerSettings::tlsOfItsAddresses, ISSUER, JWKS, INTROSPECTION, TLS)
          .check(IssuerSettings::staleAfterRefresh, REFRESH, MAX_STALENESS)
          .check(IssuerSettings::signInApart, AUDIENCES, SIGN_IN);

  /** Likewise, with tokens that are meant for these instead. */
  IssuerSettings withAudiences(List<String> others) {
    return new IssuerSettings(
        issuer,
        jwks,
        others,
        algorithms,
        requireType,
        clients,
        clockSkew,
        refresh,
        maxStaleness,
        tls,
        timeout,
        introspection,
        signIn,
        names);
  }

  private static void encrypted(Values values, Spot spot) {
    String fix = "use `https:`: whoever sits between could sign tokens himself";
    Scalars.encrypted(values.get(ISSUER), spot.at(ISSUER), fix);
    values.get(JWKS).ifPresent(jwks -> Scalars.encrypted(jwks, spot.at(JWKS), fix));
  }

  private static void tlsOfItsAddresses(Values values, Spot spot) {
    List<URI> all = new ArrayList<>(List.of(values.get(ISSUER)));
    values.get(JWKS).ifPresent(all::add);
    values.get(INTROSPECTION).map(IntrospectionSettings::url).ifPresent(all::add);
    ServerTlsSettings.onlyFor(all, values.get(TLS), spot.at(TLS));
  }

  private static void staleAfterRefresh(Values values, Spot spot) {
    if (values.get(MAX_STALENESS).compareTo(values.get(REFRESH)) < 0) {
      spot.at(MAX_STALENESS).problem("is shorter than `refresh`", "choose at least as much");
    }
  }

  private static void signInApart(Values values, Spot spot) {
    values
        .get(SIGN_IN)
        .filter(signIn -> values.get(AUDIENCES).contains(signIn.clientId()))
        .ifPresent(_ -> notForAccess(spot));
  }

  /** Who signs in gets no access by what says so: nobody may take the one token for the other. */
  static void notForAccess(Spot issuer) {
    issuer
        .at(SIGN_IN)
        .at(SignInSettings.CLIENT_ID)
        .problem(
            "is what access tokens may be meant for, too",
            "register another client for signing in: what says who is there must open nothing");
  }

  private static IssuerSettings of(Values values) {
    return new IssuerSettings(
        values.get(ISSUER),
        values.get(JWKS),
        values.get(AUDIENCES),
        values.get(ALGORITHMS),
        values.get(REQUIRE_TYPE),
        values.get(CLIENTS),
        values.get(CLOCK_SKEW),
        values.get(REFRESH),
        values.get(MAX_STALENESS),
        values.get(TLS),
        values.get(TIMEOUT),
        values.get(INTROSPECTION),
        values.get(SIGN_IN),
        values.get(NAMES));
  }
}
