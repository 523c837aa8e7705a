package io.portreeve.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LabelTest {
  private static final List<Label> ALL =
      Stream.of(Integrity.values())
          .flatMap(integrity ->
              Stream.of(Confidentiality.values())
                  .flatMap(secret ->
                      Stream.of(Set.<String>of(), Set.of("files"), Set.of("mail"))
                          .map(origins -> new Label(integrity, secret, origins))))
          .toList();

  @Test
  void join_isNeverBetterThanEitherSide() {
    for (Label one : ALL) {
      for (Label other : ALL) {
        Label both = one.join(other);
        assertThat(both.integrity()).isGreaterThanOrEqualTo(one.integrity());
        assertThat(both.confidentiality()).isGreaterThanOrEqualTo(one.confidentiality());
        assertThat(both.origins()).containsAll(one.origins()).containsAll(other.origins());
      }
    }
  }

  @Test
  void join_dependsNeitherOnOrderNorOnRepetition() {
    for (Label one : ALL) {
      assertThat(one.join(one)).isEqualTo(one);
      for (Label other : ALL) {
        assertThat(one.join(other)).isEqualTo(other.join(one));
        for (Label third : ALL) {
          assertThat(one.join(other).join(third)).isEqualTo(one.join(other.join(third)));
        }
      }
    }
  }

  @Test
  void joinWithTrusted_changesNothing() {
    assertThat(ALL).allSatisfy(label -> assertThat(label.join(Label.trusted())).isEqualTo(label));
  }

  @Test
  void untrusted_isTaintedAndNamesItsOrigin() {
    assertThat(Label.untrusted("mail").tainted()).isTrue();
    assertThat(Label.untrusted("mail").origins()).containsExactly("mail");
    assertThat(Label.trusted().tainted()).isFalse();
  }
}
