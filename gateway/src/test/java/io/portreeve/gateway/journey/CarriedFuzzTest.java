package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** What clients bring back, whatever it is: it opens nothing unless we sealed it. */
class CarriedFuzzTest {
  private static final List<ServerId> SERVERS = List.of(Exchanges.SERVER, new ServerId("another"));

  private final Seal seal =
      new Seal(List.of(new SecretKeySpec(new byte[32], "AES")), new SecureRandom(new byte[] {1}));
  private final Carried carried = new Carried(seal, ManualClock.atNewYear());

  @FuzzTest(maxDuration = "30s")
  void anyStateOrCursor_opensNothing_andRoutesOnlyToServersThatThereAre(FuzzedDataProvider data) {
    String given = data.consumeRemainingAsString();
    assertThat(seal.open("binding", given)).isEmpty();

    ListTools page = new ListTools(JsonObject.of("cursor", JsonString.of(given)));
    assertThat(opens(page)).isFalse();
    assertThat(opens(Messages.callTool("read", "{}").withParams(state(given)))).isFalse();
    switch (new PageCursors(seal).route(SERVERS, page)) {
      case Router.Route.ToAll all -> assertThat(SERVERS).containsAll(all.requests().keySet());
      case Router.Route.To _ -> throw new AssertionError("a cursor chose one server");
      case Router.Route.Nowhere _ -> {}
    }
  }

  private static JsonObject state(String given) {
    return JsonObject.empty().with("name", "read").with("requestState", given);
  }

  private boolean opens(Request request) {
    try {
      carried.open(Exchanges.asking(request), request);
      return true;
    } catch (Carried.Invalid refused) {
      return false;
    }
  }
}
