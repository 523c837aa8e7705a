package io.portreeve.agent.memory;

import io.portreeve.agent.History;
import io.portreeve.agent.model.Turn;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A conversation in a {@link SignedMemory}. What the user wrote is trusted, what a tool said is as
 * its label says, and what the model said is no better than all that it had heard.
 *
 * <p>As a {@link History} it gives back what verifies, and tells of the rest.
 *
 * @param memory with entries of this kind alone
 */
public record ConversationMemory(SignedMemory memory, Losses losses) implements History {
  /** Hears that a memory is not as it was left. */
  @FunctionalInterface
  public interface Losses {
    /** It has so many entries that are none of ours, or so many of ours are gone. */
    void told(MemoryId id, long quarantined, long missing);
  }

  /** A turn and what is known of it. A turn of the user's is trusted whatever stands here. */
  public record Labelled(Turn turn, Label label) {
    /** As what a tool says has to be taken when nobody says more of it. */
    public static Labelled of(Turn turn) {
      return switch (turn) {
        case Turn.FromTool tool -> new Labelled(tool, Label.untrusted(tool.tool()));
        case Turn.Attached put -> new Labelled(put, Label.untrusted(put.what()));
        case Turn.FromUser _, Turn.FromModel _ -> new Labelled(turn, Label.trusted());
      };
    }
  }

  /**
   * A conversation as far as it is remembered.
   *
   * @param turns which a model can be shown: where something is gone, a use of a tool and what came
   *     of it are there both, or neither
   * @param label of whatever the model says to them: where it is untrusted, the conversation has to
   *     go on as one in which untrusted data was heard
   * @param quarantined how many entries were found that nobody wrote through us
   * @param missing how many are gone
   */
  public record Remembered(List<Turn> turns, Label label, long quarantined, long missing) {
    public Remembered {
      turns = List.copyOf(turns);
    }
  }

  /**
   * What is remembered.
   *
   * @throws IOException if it cannot be read
   */
  public Remembered load() throws IOException {
    Recollection all = memory.recall();
    try {
      List<Turn> turns =
          all.entries().stream().map(entry -> TurnForm.turn(entry.content())).toList();
      return new Remembered(Rounds.whole(turns), all.label(), all.quarantined(), all.missing());
    } catch (NoSuchElementException other) {
      throw new IOException(memory.id() + " holds something else than a conversation", other);
    }
  }

  @Override
  public List<Turn> turns() throws IOException {
    Remembered all = load();
    if (all.quarantined() > 0 || all.missing() > 0) {
      losses.told(memory.id(), all.quarantined(), all.missing());
    }
    return all.turns();
  }

  @Override
  public void append(List<Turn> turns) throws IOException {
    try {
      remember(turns.stream().map(Labelled::of).toList());
    } catch (IllegalArgumentException unfit) {
      throw new IOException(String.valueOf(unfit.getMessage()), unfit);
    } catch (StoreUnavailable gone) {
      throw new IOException("the store does not take it: " + gone.getMessage(), gone);
    }
  }

  /**
   * Remembers what was said: all of it, or of its beginning what a model can be shown.
   *
   * @throws IOException if it cannot be kept
   */
  public void remember(List<Labelled> said) throws IOException {
    var _ = memory.append(before -> entries(said, before.label()));
  }

  private static List<Entry> entries(List<Labelled> said, Label before) {
    Label heard = before;
    List<Entry> entries = new ArrayList<>();
    for (Labelled one : said) {
      Label label =
          switch (one.turn()) {
            case Turn.FromUser _ -> Label.trusted();
            case Turn.FromModel _ -> one.label().join(heard);
            case Turn.FromTool _, Turn.Attached _ -> one.label();
          };
      heard = heard.join(label);
      entries.add(new Entry(TurnForm.origin(one.turn()), label, TurnForm.json(one.turn())));
    }
    return entries;
  }
}
