package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  private static MemoryHead seal(MemoryState before, MemoryState after) {
    return new MemoryHead(
        before.server(), before.changes() + 1, after.signatures().size(), "seal of the head");
  }

  private static MemoryHead refuse(MemoryState before, MemoryState after) {
    throw new IllegalStateException("it does not fit: " + before.changes());
  }

  private MemorySignatures keeping() {
    MemorySignatures signatures = store().memorySignatures();
    var _ = signatures.keep("it", List.of(ONE, BOTH, OTHER), MemorySignaturesContract::seal);
    return signatures;
  }

  private static List<MemorySignature> there(MemorySignatures signatures) {
    return signatures.of("it").signatures();
  }

  private static void remove(
      MemorySignatures signatures, String server, List<String> entries, List<String> about) {
    var _ = signatures.remove(server, entries, about, MemorySignaturesContract::seal);
  }

  @Test
  void whatIsKept_isFoundAtItsServer_asItWas_withItsHead() {
    MemorySignatures signatures = keeping();

    assertThat(signatures.of("it"))
        .isEqualTo(
            new MemoryState(
                "it",
                List.of(ONE, BOTH, OTHER),
                Optional.of(new MemoryHead("it", 1, 3, "seal of the head"))));
    assertThat(signatures.of("other"))
        .isEqualTo(new MemoryState("other", List.of(), Optional.empty()));
  }

  @Test
  void all_areThoseOfEveryServer_alsoWhereTheHeadAloneIsLeft() {
    MemorySignature elsewhere =
        new MemorySignature("a", "e-1", "n-1", "", "ann", false, AT.plusSeconds(9), "seal");
    MemorySignatures signatures = keeping();
    var _ = signatures.keep("a", List.of(elsewhere), MemorySignaturesContract::seal);

    assertThat(signatures.all()).extracting(MemoryState::server).containsExactly("a", "it");

    remove(signatures, "a", List.of("e-1"), List.of());
    assertThat(signatures.all().getFirst())
        .isEqualTo(
            new MemoryState(
                "a", List.of(), Optional.of(new MemoryHead("a", 2, 0, "seal of the head"))));
  }

  @Test
  void secondOfAnEntry_takesThePlaceOfTheFirst() {
    MemorySignature again =
        new MemorySignature("it", "e-1", "n-8", "n-9", "bob", false, AT.plusSeconds(9), "anew");
    MemorySignatures signatures = keeping();

    var _ = signatures.keep("it", List.of(again), MemorySignaturesContract::seal);

    assertThat(there(signatures)).containsExactly(again, BOTH, OTHER);
  }

  @Test
  void whatIsRemoved_goesByItself_orWithEitherNameThatItIsAbout() {
    MemorySignatures signatures = keeping();

    remove(signatures, "other", List.of("e-1", "e-2", "e-3"), List.of("n-1", "n-2", "n-3"));
    assertThat(there(signatures)).hasSize(3);

    remove(signatures, "it", List.of(), List.of("n-2"));
    assertThat(there(signatures)).containsExactly(ONE, OTHER);
    remove(signatures, "it", List.of("e-3"), List.of());
    assertThat(there(signatures)).containsExactly(ONE);
    remove(signatures, "it", List.of(), List.of("n-1"));
    assertThat(there(signatures)).isEmpty();
  }

  @Test
  void entryThatIsAboutOneName_doesNotGoWithTheAbsenceOfAnother() {
    MemorySignatures signatures = keeping();

    remove(signatures, "it", List.of(), List.of());

    assertThat(there(signatures)).hasSize(3);
  }

  @Test
  void changeThatIsNotSealed_isNone() {
    MemorySignatures signatures = keeping();
    MemoryState before = signatures.of("it");
    MemorySignature more = of("e-4", "n-4", "", AT);

    assertThatThrownBy(() -> signatures.keep("it", List.of(more), MemorySignaturesContract::refuse))
        .isInstanceOf(StoreUnavailable.class)
        .hasRootCauseMessage("it does not fit: 1");
    assertThatThrownBy(() ->
            signatures.remove("it", List.of("e-1"), List.of(), MemorySignaturesContract::refuse))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(signatures.of("it")).isEqualTo(before);
  }
}
