package io.portreeve.controls.indirectpromptinjection;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.text.Encodings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Most of a text is skipped when disguises are looked for, and none is missed for that. */
class PrefilterTest {
  private static final long SEED = 20_261_129;
  private static final int TEXTS = 4000;
  private static final Pattern RUN =
      Pattern.compile("[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\\r?\\n(?=[A-Za-z0-9+/_-]))*");
  private static final Pattern APART =
      Pattern.compile("(?<![A-Za-z0-9])[a-z0-9](?:[^A-Za-z0-9]{1,4}[a-z0-9](?![A-Za-z0-9])){7,}");
  private static final Pattern MIXED =
      Pattern.compile(
          "[^a-z]*[a-z]\\S*?[0134578@$!]\\S*[a-z]\\S*|[0134578@$!][^a-z]*[a-z]\\S*[0134578@$!]\\S*");

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void encoding_isFound_whateverStandsAroundIt() {
    int found = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text =
          text(List.of("68", "65", "6c", "6f", "20", "7"), "\n", "\r\n", " ", "\n\n", ".");
      List<String> alone = new ArrayList<>();
      RUN.matcher(text)
          .results()
          .map(MatchResult::group)
          .forEach(run -> alone.addAll(encoded(run)));

      assertThat(encoded(text)).as("%s", text).isEqualTo(alone);
      found += alone.size();
    }
    assertThat(found).isPositive();
  }

  private static List<String> encoded(String text) {
    return Encodings.in(text).stream().map(Encodings.Hidden::text).toList();
  }

  @Test
  void lettersApart_areFound_whateverStandsAroundThem() {
    int found = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(List.of("a ", "b.", "c  "), " ", ".", "  ", "-----", "xy");
      String expected =
          APART
              .matcher(text)
              .results()
              .map(apart -> apart.group().replaceAll("[^a-z0-9]{2,}", "\n"))
              .map(apart -> apart.replaceAll("[^a-z0-9\n]", "").replace('\n', ' ') + " ")
              .reduce("", String::concat);

      assertThat(Spelling.together(text).orElse("")).as("%s", text).isEqualTo(expected);
      found += expected.length();
    }
    assertThat(found).isPositive();
  }

  @Test
  void wordsWithDigits_areFound_whereverTheyStand() {
    int found = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(List.of("a", "b", "0", "@"), " ", " ", " ", "29", ",");
      Optional<String> expected =
          Segments.of(
              text,
              3,
              at -> MIXED.matcher(text.substring(at, Segments.wordEnd(text, at))).matches());

      assertThat(Spelling.letters(text).isPresent()).as("%s", text).isEqualTo(expected.isPresent());
      found += expected.isPresent() ? 1 : 0;
    }
    assertThat(found).isBetween(TEXTS / 20, TEXTS * 19 / 20);
  }

  @Test
  void letters_areFoldedTheSame_whateverScriptStandsBesideThem() {
    for (int i = 0; i < TEXTS; i++) {
      String text = text(List.of("a", "B", "7", "'"), " ", ".", "\n", "  ", "it's");

      assertThat(Folding.of(text + ".\u00E9"))
          .as("%s", text)
          .isEqualTo((Folding.of(text) + " \u00E9").stripLeading());
    }
  }

  /** Stretches of what is usual, and what may stand between them. */
  private String text(List<String> usual, String... others) {
    StringBuilder text = new StringBuilder();
    int often = random.nextInt(2, 30);
    int length = random.nextInt(90);
    while (text.length() < length) {
      text.append(
          random.nextInt(often) == 0 || (often < 4 && random.nextBoolean())
              ? others[random.nextInt(others.length)]
              : usual.get(random.nextInt(usual.size())));
    }
    return text.toString();
  }
}
