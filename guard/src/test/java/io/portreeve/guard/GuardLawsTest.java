package io.portreeve.guard;

import static io.portreeve.guard.Judges.asking;
import static io.portreeve.guard.Judges.call;
import static io.portreeve.guard.Judges.denying;
import static io.portreeve.guard.Judges.judge;
import static io.portreeve.guard.Judges.passing;
import static io.portreeve.guard.Judges.renaming;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.ClientMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the fold, over chains that a seeded generator makes. */
class GuardLawsTest {
  private static final int LONGEST = 12;

  /** What a control of a chain says. */
  private enum Word {
    PASS,
    REWRITE,
    ASK,
    DENY,
    THROW,
    NOTHING;

    boolean refuses() {
      return this == DENY || this == THROW || this == NOTHING;
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyChain_isJudgedAsTheModelSays(int seed) {
    List<Word> words = words(new Random(seed));

    Judgement<ClientMessage> judgement = judgement(words);

    int end = firstRefusal(words);
    assertThat(judgement.decisions()).hasSize(Math.min(end + 1, words.size()));
    switch (judgement) {
      case Judgement.Refused<ClientMessage> refused -> {
        assertThat(end).isLessThan(words.size());
        assertThat(refused.reason())
            .isEqualTo(
                words.get(end) == Word.DENY ? Reason.NOT_ALLOWLISTED : Reason.CONTROL_FAILED);
      }
      case Judgement.NeedsApproval<ClientMessage> needs -> {
        assertThat(end).isEqualTo(words.size());
        assertThat(needs.question()).isEqualTo("q" + words.indexOf(Word.ASK));
        assertThat(needs.message()).isEqualTo(last(words));
      }
      case Judgement.Forward<ClientMessage> forward -> {
        assertThat(end).isEqualTo(words.size());
        assertThat(words).doesNotContain(Word.ASK);
        assertThat(forward.message()).isEqualTo(last(words));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void denial_overridesAnyNumberOfOthers_whereverItStands(int seed) {
    Random random = new Random(seed);
    List<Word> words = new ArrayList<>(words(random));
    words.removeIf(Word::refuses);
    assertThat(words.isEmpty() || !(judgement(words) instanceof Judgement.Refused)).isTrue();

    words.add(random.nextInt(words.size() + 1), Word.DENY);

    assertThat(judgement(words)).isInstanceOf(Judgement.Refused.class);
  }

  private static List<Word> words(RandomGenerator random) {
    // Mostly harmless words, or nearly every chain would end in a refusal.
    Word[] all = Word.values();
    return IntStream.range(0, 1 + random.nextInt(LONGEST))
        .mapToObj(_ -> random.nextInt(10) == 0 ? all[random.nextInt(all.length)] : mild(random))
        .toList();
  }

  private static Word mild(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> Word.ASK;
      case 1 -> Word.REWRITE;
      default -> Word.PASS;
    };
  }

  private static Judgement<ClientMessage> judgement(List<Word> words) {
    RequestControl[] chain = new RequestControl[words.size()];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = control(words.get(i), i);
    }
    return judge(call("start"), chain);
  }

  private static RequestControl control(Word word, int at) {
    return switch (word) {
      case PASS -> passing();
      case REWRITE -> renaming("r" + at);
      case ASK -> asking("q" + at);
      case DENY -> denying("d" + at);
      case THROW -> Judges.throwing(new IllegalArgumentException());
      case NOTHING -> Judges.silent();
    };
  }

  private static int firstRefusal(List<Word> words) {
    return IntStream.range(0, words.size())
        .filter(i -> words.get(i).refuses())
        .findFirst()
        .orElse(words.size());
  }

  private static ClientMessage last(List<Word> words) {
    int rewrite = words.lastIndexOf(Word.REWRITE);
    return call(rewrite < 0 ? "start" : "r" + rewrite);
  }
}
