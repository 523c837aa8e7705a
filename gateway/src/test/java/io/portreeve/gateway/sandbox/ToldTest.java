package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {
  private final List<Incident> heard = new ArrayList<>();
  private final Told told = new Told(heard::add);

  @Test
  void sameThing_isToldOnce() {
    told.accept(Incident.refused("read /a"));
    told.accept(Incident.refused("read /a"));
    told.accept(Incident.refused("read /b"));
    assertThat(heard).containsExactly(Incident.refused("read /a"), Incident.refused("read /b"));
  }

  @Test
  void afterAFew_itIsSaidThatThereAreMore_andNothingElse() {
    for (int i = 0; i < 10 * Told.MOST; i++) {
      told.accept(Incident.refused("read /" + i));
    }
    assertThat(heard).hasSize(Told.MOST + 1);
    assertThat(heard.getLast().detail()).isEqualTo("and more, of which nothing is said");
  }

  @Test
  void nameThatWouldForgeALine_orIsLong_isShownHarmless() {
    told.accept(
        Incident.refused("read /a\nserver b: all is well\u001b[2J\u202e" + "x".repeat(999)));
    assertThat(heard.getFirst().detail())
        .startsWith("read /a?server b: all is well?[2J?x")
        .hasSizeLessThan(400);
  }
}
