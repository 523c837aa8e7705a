package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Label;
import io.portreeve.mcp.json.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A conversation that is being made; it takes no more than one may hold. */
final class Draft {
  static final int MOST_SPOKEN = 1024;
  private static final int LONGEST_SPOKEN = 64 * 1024;
  private static final int LONGEST_TRUSTED = 64 * 1024;
  private static final int MOST_TRUSTED = 256;
  private static final int MOST_OF_A_KIND = 512;
  private static final int LONGEST_OVERHEARD = 64 * 1024;
  private static final int MOST_OVERHEARD = 256;
  private static final int MOST_ENDORSED = 64;
  private static final int LONGEST_NAME = 128;

  Label label = Label.trusted();
  Words user;
  Optional<Set<String>> plan = Optional.empty();
  final Set<Endorsed> endorsed = new HashSet<>();
  final Set<String> distrusted = new TreeSet<>();
  final List<HeardWords> overheard = new ArrayList<>();
  final List<TrustedText> trusted = new ArrayList<>();
  final List<Folded> spoken = new ArrayList<>();
  final Set<Id> issued = new HashSet<>();
  final Set<Id> granted = new HashSet<>();
  final Set<Field> selected = new HashSet<>();
  final Set<String> doubted = new HashSet<>();
  boolean deaf;
  private int looked;

  Draft(Words user) {
    this.user = user;
  }

  boolean spoke(Id id) {
    return spoken.contains(Folded.of(id.text()));
  }

  /** Whether one more field is looked at: a server chooses how many there are. */
  boolean looks() {
    return looked++ < MOST_OF_A_KIND;
  }

  /** What cannot be kept would be taken for a server's own word when it comes back. */
  void speak(Folded value) {
    int all = spoken.stream().mapToInt(said -> said.text().length()).sum();
    if (spoken.size() >= MOST_SPOKEN || all + value.text().length() > LONGEST_SPOKEN) {
      deaf = true;
    } else if (!deaf) {
      spoken.add(value);
    }
  }

  /**
   * Of trusted texts the oldest are forgotten; none is cut, which would make other values of it.
   */
  void trust(String text, Source source) {
    if (deaf || text.isBlank()) {
      return;
    }
    trusted.add(new TrustedText(Words.of(text), spoken.size(), source.server(), named(source)));
    int all = trusted.stream().mapToInt(TrustedText::length).sum();
    while (trusted.size() > MOST_TRUSTED || all > LONGEST_TRUSTED) {
      all -= trusted.removeFirst().length();
    }
  }

  /** What nobody vouches for; it decides nothing, so that of a long text the beginning will do. */
  void overhear(String text, Source source) {
    if (text.isBlank()) {
      return;
    }
    String kept = text.substring(0, Math.min(text.length(), LONGEST_OVERHEARD));
    overheard.add(new HeardWords(kept, source.server(), named(source)));
    int all = overheard.stream().mapToInt(words -> words.text().length()).sum();
    while (overheard.size() > MOST_OVERHEARD || all > LONGEST_OVERHEARD) {
      all -= overheard.removeFirst().text().length();
    }
  }

  private static String named(Source source) {
    return Excerpt.of(source.name(), LONGEST_NAME);
  }

  /** Of more, and of longer ones, a person is asked again. */
  void endorse(Endorsed value) {
    if (endorsed.size() < MOST_ENDORSED && value.text().length() <= Conversation.LONGEST_TRACED) {
      endorsed.add(value);
    }
  }

  /** What is long enough to be a text of its own is no id and no field. */
  static void keep(Id one, Set<Id> among) {
    keep(one, one.text(), among);
  }

  static void keep(Field one, Set<Field> among) {
    keep(one, one.value().text(), among);
  }

  private static <T> void keep(T one, String text, Set<T> among) {
    if (text.length() <= Conversation.LONGEST_TRACED && among.size() < MOST_OF_A_KIND) {
      among.add(one);
    }
  }
}
