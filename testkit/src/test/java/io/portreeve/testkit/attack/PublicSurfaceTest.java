package io.portreeve.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.PublicSurface;
import org.junit.jupiter.api.Test;

/** What other people's tests are compiled against; whoever changes it says so in the changes. */
class PublicSurfaceTest {
  @Test
  void published_isExactlyThis() {
    assertThat(PublicSurface.of(Attacks.class, Attack.class, Report.class, Success.class))
        .containsExactly(
            "Attack: static Attack BROKEN_SCHEMA",
            "Attack: static Attack HIDDEN_CHARACTERS",
            "Attack: static Attack INJECTION",
            "Attack: static Attack PATH_TRAVERSAL",
            "Attacks: Attacks header(String, String)",
            "Attacks: Attacks honestly(String, String)",
            "Attacks: Report run() throws IOException, InterruptedException",
            "Attacks: static Attacks on(URI)",
            "Report: List successes()",
            "Report: List untried()",
            "Report: List worked()",
            "Report: int tried()",
            "Report: new Report(int, List, List)",
            "Report: void assertWithstood()",
            "Success: Attack attack()",
            "Success: JsonObject arguments()",
            "Success: String answer()",
            "Success: String tool()",
            "Success: new Success(Attack, String, JsonObject, String)");
  }
}
