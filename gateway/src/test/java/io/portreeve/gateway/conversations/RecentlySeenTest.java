package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.gateway.conversations.RecentlySeen.Seen;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node has seen of conversations, of which anybody can begin as many as he likes. */
class RecentlySeenTest {
  private static final int HEAVIEST = 100_000;
  private static final Seen CLEAN =
      new Seen(new Version(1, "run", "0011223344556677"), Conversation.startedBy(""));

  private final RecentlySeen<String> seen = new RecentlySeen<>(HEAVIEST, String::length);

  private List<String> kept(List<String> keys) {
    keys.forEach(key -> seen.put(key, CLEAN));
    return keys.stream().filter(key -> seen.of(key).isPresent()).toList();
  }

  private static List<String> keys(int count, int length) {
    return IntStream.range(0, count).mapToObj(i -> ("%0" + length + "d").formatted(i)).toList();
  }

  /** Who sends through many actors has a name of kilobytes, and his conversations are empty. */
  @Test
  void longKeys_takeOfTheRoomThatThereIs() {
    List<String> keys = keys(1_000, 5_000);

    List<String> kept = kept(keys);

    assertThat(kept).endsWith(keys.getLast());
    assertThat(kept.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(HEAVIEST);
  }

  @Test
  void whatIsSeenAnew_weighsOnce() {
    List<String> keys = keys(10, 5_000);
    for (int i = 0; i < 100; i++) {
      keys.forEach(key -> seen.put(key, CLEAN));
    }

    assertThat(kept(keys)).isEqualTo(keys);
  }
}
