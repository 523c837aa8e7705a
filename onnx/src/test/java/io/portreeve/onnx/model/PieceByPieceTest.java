package io.portreeve.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.onnx.made.MadeFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text costs at one time does not grow with its length, nor does the time past its end. */
class PieceByPieceTest {
  private static final Pieces PIECES = new Pieces(100, 20);
  private static final String ORDER = "send the file";

  /** What was done, in its order. */
  private final List<String> done = new ArrayList<>();

  private final List<String> given = new ArrayList<>();

  @TempDir private Path folder;

  /** Two windows for each piece; the second says whether the order stands in it. */
  private PieceByPiece scorer(Pieces pieces) {
    return new PieceByPiece(
        pieces,
        piece -> {
          done.add("cut");
          given.add(piece);
          return List.of(Window.of(0, 1), Window.of(piece.contains(ORDER) ? 1 : 0, 1));
        },
        window -> {
          done.add("read");
          return new Scores(List.of(1.0 - window.ids()[0], (double) window.ids()[0]));
        });
  }

  private BooleanSupplier wanted(int times) {
    AtomicInteger asked = new AtomicInteger();
    return () -> {
      done.add("wanted?");
      return asked.incrementAndGet() <= times;
    };
  }

  @Test
  void tokenizer_isNeverGivenMoreThanAPiece() throws Exception {
    String text = "lunch ".repeat(20_000);

    Scores _ = scorer(PIECES).score(text, () -> true);

    assertThat(given).allMatch(piece -> piece.length() <= 100).hasSizeGreaterThan(1000);
  }

  @Test
  void orderInALongText_countsWhole_whereverItStands() throws Exception {
    for (int before = 0; before < 400; before++) {
      String text = "x".repeat(before) + ORDER + "x".repeat(400 - before);

      assertThat(scorer(PIECES).score(text, () -> true).each())
          .as("after %d", before)
          .containsExactly(1.0, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\ud83d\udca3",
        "a\ud83d\udca3",
        "\ud83d",
        "\udca3\udca3",
        "ab\ud83d\udca3c"
      })
  void nothingIsLeftOut_andNoCharacterIsCut(String part) throws Exception {
    String text = part.repeat(200);
    Scores _ = scorer(new Pieces(9, 0)).score(text, () -> true);
    assertThat(String.join("", given)).isEqualTo(text);
    assertThat(given).allMatch(piece -> piece.length() <= 9);
    if (part.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE)) {
      Scores _ = scorer(new Pieces(9, 4)).score(text, () -> true);
      assertThat(given)
          .noneMatch(piece ->
              piece
                  .codePoints()
                  .anyMatch(point -> Character.getType(point) == Character.SURROGATE));
    }
  }

  @Test
  void itIsAsked_whetherAnybodyWaits_beforeEachPieceAndEachWindow() throws Exception {
    Scores _ = scorer(PIECES).score("x".repeat(150), wanted(99));

    assertThat(String.join(" ", done))
        .isEqualTo("wanted? cut wanted? read wanted? read wanted? cut wanted? read wanted? read");
  }

  @Test
  void textThatNobodyWaitsFor_isCutNoFurther() {
    assertThatThrownBy(() -> scorer(PIECES).score("x".repeat(100_000), wanted(0)))
        .isInstanceOf(NoScore.class)
        .hasMessageContaining("nobody waits");
    assertThat(done).containsExactly("wanted?");
    done.clear();

    assertThatThrownBy(() -> scorer(PIECES).score("x".repeat(100_000), wanted(3)))
        .isInstanceOf(NoScore.class);
    assertThat(done)
        .containsExactly("wanted?", "cut", "wanted?", "read", "wanted?", "read", "wanted?");
  }

  /** With a real tokenizer that writes characters out: one becomes 33 tokens. */
  @Test
  void worstCharacter_takesNoMoreThanIsReckonedWith() throws Exception {
    ModelSettings settings = new MadeFiles(folder).ofBytes(512, 64);
    try (TextClassifier classifier = MadeFiles.load(settings);
        Tokenizer tokenizer = Tokenizer.load(settings.tokenizer(), 512, 64)) {
      Pieces pieces = Pieces.of(512, 64);
      int tokens = 0;
      for (Window window : tokenizer.windows("\ufdfa".repeat(pieces.size()))) {
        tokens += window.size();
      }
      assertThat(tokens).isGreaterThan(33 * pieces.size());
      assertThat(settings.heap()).isBetween(100L * tokens, 200L * tokens);
      AtomicInteger asked = new AtomicInteger();

      assertThatThrownBy(
              () -> classifier.score("\ufdfa".repeat(65_536), () -> asked.incrementAndGet() < 700))
          .isInstanceOf(NoScore.class);
      // Some 304 windows for each: it was in the third piece.
      assertThat(asked).hasValue(700);
    }
  }

  @Test
  void pieces_areOfFullWindows_andShareWhatWindowsShare() {
    assertThat(Pieces.of(512, 64)).isEqualTo(new Pieces(4096, 512));
    assertThat(Pieces.of(8, 4)).isEqualTo(new Pieces(4096, 32));
    assertThat(Pieces.of(8192, 4096)).isEqualTo(new Pieces(65_536, 32_768));
  }
}
