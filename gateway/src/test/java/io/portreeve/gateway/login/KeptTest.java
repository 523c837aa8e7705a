package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeptTest {
  private final KeptInMemory settings = new KeptInMemory();
  private final Kept kept = new Kept(settings, Seal.forNow(new SecureRandom()));

  /** Whoever can write to the store must not log somebody in as somebody else. */
  @Test
  void whatWasKeptUnderOneName_isNothingUnderAnother() {
    kept.put("annas", JsonObject.empty().with("access", "token"));
    settings.put("malorys", settings.get("annas").orElseThrow());

    assertThat(kept.get("annas")).isPresent();
    assertThat(kept.get("malorys")).isEmpty();
    assertThat(kept.remove("malorys")).isEmpty();
  }
}
