package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every kind of store promises of {@link MemorySignatures}. */
abstract class MemorySignaturesContract implements StoreFixture {
  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");
  private static final MemorySignature ONE = of("e-1", "n-1", "", AT);
  private static final MemorySignature BOTH = of("e-2", "n-1", "n-2", AT.plusSeconds(1));
  private static final MemorySignature OTHER = of("e-3", "n-3", "", AT.plusSeconds(2));

  private static MemorySignature of(String entry, String about, String other, Instant at) {
    return new MemorySignature("it", entry, about, other, "ann", true, at, "seal of " + entry);
  }

  private MemorySignatures keeping() {
    MemorySignatures signatures = store().memorySignatures();
    signatures.keep(List.of(ONE, BOTH, OTHER));
    return signatures;
  }

  @Test
  void whatIsKept_isFoundAtItsServer_asItWas() {
    MemorySignatures signatures = keeping();

    assertThat(signatures.of("it", List.of("e-1", "e-2", "e-9")))
        .containsExactlyInAnyOrder(ONE, BOTH);
    assertThat(signatures.of("other", List.of("e-1"))).isEmpty();
  }

  @Test
  void all_areThoseOfEveryServer_theOldestFirst() {
    MemorySignature elsewhere =
        new MemorySignature("a", "e-1", "n-1", "", "ann", false, AT.plusSeconds(9), "seal");
    MemorySignatures signatures = keeping();

    signatures.keep(List.of(elsewhere));

    assertThat(signatures.all()).containsExactly(elsewhere, ONE, BOTH, OTHER);
  }

  @Test
  void secondOfAnEntry_takesThePlaceOfTheFirst() {
    MemorySignature again =
        new MemorySignature("it", "e-1", "n-8", "n-9", "bob", false, AT.plusSeconds(9), "anew");
    MemorySignatures signatures = keeping();

    signatures.keep(List.of(again));

    assertThat(signatures.of("it", List.of("e-1"))).containsExactly(again);
  }

  @Test
  void whatIsRemoved_goesByItself_orWithEitherNameThatItIsAbout() {
    MemorySignatures signatures = keeping();
    List<String> all = List.of("e-1", "e-2", "e-3");

    signatures.remove("other", all, List.of("n-1", "n-2", "n-3"));
    assertThat(signatures.of("it", all)).hasSize(3);

    signatures.remove("it", List.of(), List.of("n-2"));
    assertThat(signatures.of("it", all)).containsExactlyInAnyOrder(ONE, OTHER);
    signatures.remove("it", List.of("e-3"), List.of());
    assertThat(signatures.of("it", all)).containsExactly(ONE);
    signatures.remove("it", List.of(), List.of("n-1"));
    assertThat(signatures.of("it", all)).isEmpty();
  }

  @Test
  void entryThatIsAboutOneName_doesNotGoWithTheAbsenceOfAnother() {
    MemorySignatures signatures = keeping();

    signatures.remove("it", List.of(), List.of());

    assertThat(signatures.before("it", AT.plusSeconds(9))).hasSize(3);
  }

  @Test
  void whatWasSignedBefore_isToldWithoutWhatWasSignedThen() {
    MemorySignatures signatures = keeping();

    assertThat(signatures.before("it", AT.plusSeconds(1))).containsExactly("e-1");
    assertThat(signatures.before("it", AT.plusSeconds(2))).containsExactlyInAnyOrder("e-1", "e-2");
    assertThat(signatures.before("other", AT.plusSeconds(9))).isEmpty();
  }
}
