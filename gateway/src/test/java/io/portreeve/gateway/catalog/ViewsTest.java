package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static final Definition OTHER =
      new Definition(Digest.sha256("other"), Standing.DRIFTED, Instant.EPOCH);
  private static final Exchange ANNA = by("anna");
  private static final Exchange BEN = by("ben");
  private static final PinName TOOL = new PinName("files", "tool", "read");

  private final Views views = new Views();

  @Test
  void manyResourcesThatDiffer_freeNoTool() {
    boolean _ = views.keep(ANNA, TOOL, OTHER);
    for (int i = 0; i < 2 * View.MOST; i++) {
      boolean _ = views.keep(ANNA, new PinName("files", "resource", "f:///" + i), OTHER);
    }

    assertThat(views.of(ANNA, TOOL)).isEqualTo(new Shown.Own(OTHER));
    assertThat(views.of(ANNA, new PinName("files", "resource", "f:///0")))
        .isEqualTo(new Shown.Forgotten());
    assertThat(views.of(ANNA, new PinName("files", "prompt", "p"))).isEqualTo(new Shown.Usual());
    assertThat(views.of(BEN, TOOL)).isEqualTo(new Shown.Usual());
  }

  @Test
  void crowdOfPrincipals_makesNobodyForgetThatHeWasShownAnotherVersion() {
    boolean _ = views.keep(ANNA, TOOL, OTHER);
    for (int i = 0; i < 60_000; i++) {
      boolean _ = views.keep(by("user-" + i), TOOL, OTHER);
    }

    assertThat(views.of(ANNA, TOOL)).isEqualTo(new Shown.Forgotten());
    assertThat(views.of(by("user-59999"), TOOL)).isEqualTo(new Shown.Own(OTHER));
  }

  @Test
  void whoeverMayBeForgotten_isTakenForNobodySpecial_whenHeHasSeenTheWholeList() {
    Viewer anna = Viewer.of(ANNA, "tool");
    for (int i = 0; i <= View.MOST; i++) {
      boolean _ = views.keep(ANNA, new PinName("files", "tool", "t" + i), OTHER);
    }

    View.Look look = views.look(anna).orElseThrow();
    assertThat(views.of(ANNA, TOOL)).isEqualTo(new Shown.Forgotten());
    views.seen(anna, look);

    assertThat(views.of(ANNA, TOOL)).isEqualTo(new Shown.Usual());
    assertThat(views.look(anna)).isEmpty();
  }

  @Test
  void lookDuringWhichMoreIsForgotten_isNoWholeOne() {
    Viewer anna = Viewer.of(ANNA, "tool");
    for (int i = 0; i <= View.MOST; i++) {
      boolean _ = views.keep(ANNA, new PinName("files", "tool", "t" + i), OTHER);
    }

    View.Look look = views.look(anna).orElseThrow();
    boolean _ = views.keep(ANNA, new PinName("files", "tool", "one more"), OTHER);
    views.seen(anna, look);

    assertThat(views.of(ANNA, TOOL)).isEqualTo(new Shown.Forgotten());
  }

  private static Exchange by(String principal) {
    return Exchanges.of(
        new Principal(principal, Set.of(), Principal.Authentication.API_KEY),
        Messages.callTool("read", "{}"));
  }
}
