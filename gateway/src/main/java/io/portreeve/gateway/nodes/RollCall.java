package io.portreeve.gateway.nodes;

import io.portreeve.gateway.store.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is there of the nodes that share a store: whoever says something new there, again and again.
 * No clock of any node has a part in it.
 */
final class RollCall {
  /** A node that said nothing new at so many looks is gone. */
  static final int MOST_MISSED = 4;

  private static final String PREFIX = "configuration/";

  private final Settings store;
  private final String node;
  private final Map<String, Heard> heard = new TreeMap<>();
  private boolean looked;

  /** Of a node of this name. */
  RollCall(Settings store, String node) {
    this.store = store;
    this.node = node;
  }

  /**
   * What was heard of another.
   *
   * @param missed at how many looks since it said nothing new
   * @param lives whether it said anything while we listened
   */
  private record Heard(NodeWord last, int missed, boolean lives) {
    Heard with(NodeWord next) {
      return next.equals(last) ? new Heard(last, missed + 1, lives) : new Heard(next, 0, true);
    }

    boolean isThere() {
      return lives && missed < MOST_MISSED;
    }
  }

  /** The last word of each node, also of one that was killed. */
  static SortedMap<String, NodeWord> last(Settings store) {
    SortedMap<String, NodeWord> all = new TreeMap<>();
    store
        .values(PREFIX)
        .forEach((name, word) -> all.put(name.substring(PREFIX.length()), NodeWord.read(word)));
    return all;
  }

  /** Says that this node is there. */
  void say(NodeWord word) {
    store.put(PREFIX + node, word.bytes());
  }

  /**
   * The others that are there, with what each said last. What stands there when it is asked first
   * may be of a node that is gone.
   */
  SortedMap<String, NodeWord> others() {
    SortedMap<String, NodeWord> words = last(store);
    words.remove(node);
    heard.keySet().retainAll(words.keySet());
    words.forEach((other, word) ->
        heard.put(
            other,
            Optional.ofNullable(heard.get(other))
                .map(before -> before.with(word))
                .orElseGet(() -> new Heard(word, 0, looked))));
    looked = true;
    SortedMap<String, NodeWord> there = new TreeMap<>();
    heard.forEach((other, one) -> {
      if (one.isThere()) {
        there.put(other, one.last());
      }
    });
    return there;
  }

  /** Says nothing any more: the others need not wait for it. */
  void leave() {
    var _ = store.remove(PREFIX + node);
  }
}
