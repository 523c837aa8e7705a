package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nodes tell each other of a session. */
class OpenSessionTest {
  private static final Principal ANNA = Exchanges.ANNA;

  private static OpenSession offered(JsonObject offer) {
    ClientHandshake client =
        new ClientHandshake(Revision.LATEST_STATEFUL, ClientCapabilities.NONE, Optional.empty());
    return new OpenSession(ANNA, client, offer, Optional.empty());
  }

  private static JsonObject readAgain(JsonObject offer) {
    return OpenSession.read(offered(offer).written(), Optional.empty(), ANNA)
        .orElseThrow()
        .capabilities();
  }

  /** Each session of each principal would be as large as servers like. */
  @Test
  void whatServersSayBesides_isNotKept() {
    String much = "x".repeat(1 << 20);
    JsonObject offer =
        Jsons.object(
            "{'tools':{'listChanged':true,'notes':'%1$s'},'experimental':{'%1$s':{}}}"
                .formatted(much));

    assertThat(offered(offer).written().toBytes().length).isLessThan(1000);
    assertThat(readAgain(offer)).isEqualTo(Jsons.object("{'tools':{'listChanged':true}}"));
  }

  @Test
  void whatSessionsGoBy_isKept() {
    JsonObject offer =
        Jsons.object(
            "{'logging':{},'tools':{},'prompts':{'listChanged':true},"
                + "'resources':{'listChanged':true,'subscribe':true}}");

    assertThat(readAgain(offer)).isEqualTo(offer);
  }

  /** A word that is no truth promises nothing. */
  @Test
  void whatIsNoFeature_isNone() {
    assertThat(readAgain(Jsons.object("{'tools':7,'resources':{'subscribe':'yes'}}")))
        .isEqualTo(Jsons.object("{'tools':{},'resources':{}}"));
  }
}
