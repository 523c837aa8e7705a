package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabIssuer;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;

/** An access token that is not good here, and is taken where nobody looks closely. */
public final class BadToken implements Attack {
  private final String story;
  private final BiFunction<LabIssuer, JsonObject, String> token;
  private final boolean inQuery;
  private final LabIssuer issuer = new LabIssuer();

  private BadToken(String story, boolean inQuery, BiFunction<LabIssuer, JsonObject, String> token) {
    this.story = story;
    this.inQuery = inQuery;
    this.token = token;
  }

  /** All of them. */
  public static List<Attack> all() {
    return List.of(
        new BadToken(
            "a token that another service was given is used here",
            false,
            (issuer, claims) -> issuer.signed(claims.with("aud", "https://other.lab.example"))),
        new BadToken(
            "a token is used a year after it expired",
            false,
            (issuer, claims) ->
                issuer.signed(
                    claims.with("exp", claims.integer("exp").orElseThrow() - 31_536_000L))),
        new BadToken(
            "somebody signs a token himself, under the name of the right key",
            false,
            LabIssuer::forged),
        new BadToken(
            "a token says that it needs no signature (alg none)", false, LabIssuer::unsigned),
        new BadToken(
            "a good token is taken from the address of a request, where logs keep it",
            true,
            LabIssuer::signed));
  }

  /** No attack: it shows that nothing but the badness of the others is what is refused. */
  public static Attack good() {
    return new BadToken("a good token", false, LabIssuer::signed);
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.USER_AUTHENTICATION;
  }

  @Override
  public String story() {
    return story;
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord().behind(issuer);
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public String configuration(URI server) {
    return LabIssuer.configuration(server);
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    String shown = token.apply(issuer, issuer.claims());
    LabClient bearer = client.with(shown, inQuery);
    return Definitions.readingCustomer(bearer, LabClient.Role.NOBODY, server);
  }
}
