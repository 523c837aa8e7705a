package io.portreeve.agent.memory;

import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be known in every conversation of one owner, in a {@link SignedMemory}.
 *
 * @param memory with entries of this kind alone
 */
public record Notes(SignedMemory memory) {
  /**
   * A note.
   *
   * @param label of what it was made of: a note that was made after untrusted data was heard is
   *     untrusted in every conversation that reads it
   */
  public record Note(String text, Label label) {}

  /**
   * All, oldest first.
   *
   * @throws IOException if they cannot be read
   */
  public List<Note> all() throws IOException {
    List<Note> notes = new ArrayList<>();
    for (Entry entry : memory.recall().entries()) {
      String text = entry.content().string("note").orElseThrow(() -> other(memory.id()));
      notes.add(new Note(text, entry.label()));
    }
    return notes;
  }

  /**
   * Keeps one.
   *
   * @param origin who wrote it: {@link Entry#USER} only if he did, and it is trusted
   * @throws IOException if it cannot be kept
   */
  public void add(String origin, Note note) throws IOException {
    JsonObject content = JsonObject.of("note", JsonString.of(note.text()));
    var _ = memory.append(List.of(new Entry(origin, note.label(), content)));
  }

  /**
   * Forgets those that say just this.
   *
   * @throws IOException if that cannot be kept
   */
  public void remove(String text) throws IOException {
    var _ =
        memory.rewrite(all ->
            all.entries().stream()
                .filter(entry -> !entry.content().string("note").equals(Optional.of(text)))
                .toList());
  }

  private static IOException other(MemoryId id) {
    return new IOException(id + " hold something else than notes");
  }
}
