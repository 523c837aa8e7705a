package io.portreeve.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A store as LangChain4j's own guide has it: messages in a file, believed as they are found. */
record PlainFileStore(Path folder) implements ChatMemoryStore {
  Path file(Object memoryId) {
    return folder.resolve(memoryId + ".json");
  }

  @Override
  public List<ChatMessage> getMessages(Object memoryId) {
    try {
      return Files.exists(file(memoryId))
          ? ChatMessageDeserializer.messagesFromJson(Files.readString(file(memoryId)))
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void updateMessages(Object memoryId, List<ChatMessage> messages) {
    try {
      Files.writeString(file(memoryId), ChatMessageSerializer.messagesToJson(messages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deleteMessages(Object memoryId) {
    try {
      Files.deleteIfExists(file(memoryId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
