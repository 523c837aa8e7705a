package io.portreeve.gateway.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.keeping.FirstOfAMinute.Bounds;
import io.portreeve.gateway.keeping.FirstOfAMinute.Place;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstOfAMinuteTest {
  private static final String OTHERS = "others";

  private final ManualClock clock = ManualClock.atNewYear();
  private final Instant begin = clock.instant();
  private final List<String> told = new ArrayList<>();
  private boolean unheard;

  private final FirstOfAMinute<String> counted =
      new FirstOfAMinute<>(new Bounds<>(2, 3, _ -> OTHERS), this::tell, clock);

  private boolean tell(String kind, long more, Instant since) {
    if (!unheard) {
      told.add(kind + " " + more + " " + Duration.between(begin, since).toSeconds());
    }
    return !unheard;
  }

  private List<Place> come(String kind, int times) {
    return Stream.generate(() -> counted.next(kind)).limit(times).toList();
  }

  @Test
  void firstFew_areToldFromTheRest_ofEachKind() {
    assertThat(come("a", 4))
        .containsExactly(Place.FIRST, Place.EARLY, Place.COUNTED, Place.COUNTED);
    assertThat(come("b", 1)).containsExactly(Place.FIRST);
  }

  @Test
  void minuteThatIsOver_isTold_whateverComesNext() {
    var _ = come("a", 5);
    clock.advance(FirstOfAMinute.MINUTE);
    var _ = come("b", 1);

    assertThat(told).containsExactly("a 3 0");
    assertThat(come("a", 1)).containsExactly(Place.FIRST);
  }

  @Test
  void kindsWhoseMinuteIsOver_makeRoomForOthers() {
    for (String kind : List.of("a", "b", "c")) {
      var _ = come(kind, 1);
    }
    assertThat(come("d", 3)).containsExactly(Place.FIRST, Place.EARLY, Place.COUNTED);
    assertThat(come("e", 1)).as("counted with `d`").containsExactly(Place.COUNTED);

    clock.advance(FirstOfAMinute.MINUTE);

    assertThat(come("e", 1)).containsExactly(Place.FIRST);
    assertThat(told).containsExactly(OTHERS + " 2 0");
  }

  @Test
  void clockThatIsSetBack_endsTheMinute() {
    var _ = come("a", 3);
    clock.advance(Duration.ofHours(-1));

    assertThat(come("a", 1)).containsExactly(Place.FIRST);
    assertThat(told).containsExactly("a 1 0");
  }

  @Test
  void numberThatCannotBeTold_isToldLater_withWhatCameSince() {
    unheard = true;
    var _ = come("a", 5);
    clock.advance(FirstOfAMinute.MINUTE);
    var _ = come("a", 4);
    counted.close();
    unheard = false;
    counted.close();

    assertThat(told).containsExactly("a 5 0");
  }

  @Test
  void whatNothingFollows_isToldOnce_atTheEnd() {
    var _ = come("a", 3);
    counted.close();
    counted.close();

    assertThat(told).containsExactly("a 1 0");
  }
}
