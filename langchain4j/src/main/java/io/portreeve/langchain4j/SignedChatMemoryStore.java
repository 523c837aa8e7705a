package io.portreeve.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import io.portreeve.agent.memory.ConversationMemory.Losses;
import io.portreeve.agent.memory.Memories;
import io.portreeve.agent.memory.MemoryId;
import io.portreeve.agent.memory.Recollection;
import io.portreeve.agent.memory.SignedMemory;
import io.portreeve.guard.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/**
 * A store of LangChain4j's memories in which each message is signed, and verified before it is
 * given back: what somebody else wrote into its files is told, kept aside and given to no model.
 *
 * <p>LangChain4j writes the whole window each time. A message that is in it again keeps its label;
 * what fell out of it is forgotten, and does not return.
 */
public final class SignedChatMemoryStore implements ChatMemoryStore {
  private final Memories memories;
  private final Function<Object, MemoryId> ids;
  private final Losses losses;

  /**
   * One in these memories.
   *
   * @param ids whose conversation a memory id of LangChain4j stands for. Two that are equal by it
   *     are one memory
   * @param losses is told when a memory is not as it was left
   */
  public SignedChatMemoryStore(Memories memories, Function<Object, MemoryId> ids, Losses losses) {
    this.memories = memories;
    this.ids = ids;
    this.losses = losses;
  }

  @Override
  public List<ChatMessage> getMessages(Object memoryId) {
    return memory(
        memoryId,
        memory -> {
          Recollection all = memory.recall();
          if (!all.isWhole()) {
            losses.told(memory.id(), all.quarantined(), all.missing());
          }
          return MessageForm.messages(all);
        });
  }

  @Override
  public void updateMessages(Object memoryId, List<ChatMessage> messages) {
    var _ =
        memory(
            memoryId,
            memory -> memory.rewrite(before -> MessageForm.entries(messages, before.entries())));
  }

  @Override
  public void deleteMessages(Object memoryId) {
    var _ =
        memory(
            memoryId,
            memory -> {
              memory.forget();
              return memory;
            });
  }

  /** Of whatever a model makes of what is remembered there. */
  public Label label(Object memoryId) {
    return memory(memoryId, SignedMemory::recall).label();
  }

  private <T> T memory(Object memoryId, Work<T> work) {
    try {
      return work.with(memories.open(ids.apply(memoryId)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private interface Work<T> {
    T with(SignedMemory memory) throws IOException;
  }
}
