package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Acts} must do. */
abstract class ActsContract implements StoreFixture {
  private static final Instant AT = Instant.parse("2026-11-28T12:00:00.000001Z");

  private void note(String event) {
    store().acts().note(event, JsonObject.empty().with("of", event), AT);
  }

  @Test
  void actThatWasNoted_waits_withWhatItSaysAndWhoDidIt() {
    note("done");

    assertThat(store().acts().waiting(9))
        .singleElement()
        .satisfies(act -> {
          assertThat(act.event()).isEqualTo("done");
          assertThat(act.fields().string("of")).hasValue("done");
          assertThat(act.fields().string("user")).hasValue(System.getProperty("user.name"));
          assertThat(act.at()).isEqualTo(AT);
        });
  }

  @Test
  void acts_waitInTheirOrder_andAtMostSoManyAreGiven() {
    List.of("one", "two", "three").forEach(this::note);

    assertThat(store().acts().waiting(2)).extracting(Act::event).containsExactly("one", "two");
  }

  @Test
  void actThatIsOnRecord_waitsNoLonger_andItsNumberIsNotGivenAgain() {
    note("one");
    Act one = store().acts().waiting(1).getFirst();

    store().acts().recorded(one);
    store().acts().recorded(one);
    note("two");

    assertThat(store().acts().waiting(9))
        .singleElement()
        .satisfies(two -> assertThat(two.number()).isGreaterThan(one.number()));
  }
}
