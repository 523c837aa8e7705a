package io.portreeve.agent.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Conversation;
import io.portreeve.agent.History;
import io.portreeve.agent.memory.ConversationMemory;
import io.portreeve.agent.memory.ConversationMemory.Remembered;
import io.portreeve.agent.memory.Memories;
import io.portreeve.agent.memory.MemoryId;
import io.portreeve.agent.memory.MemoryLimits;
import io.portreeve.agent.model.Turn;
import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.cli.Dialogue;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Conversations of one user that outlive the process. Each is signed, and only what verifies of it
 * is shown to a model.
 */
final class KeptConversations implements AutoCloseable {
  private static final String LATEST = "chat-latest/";

  private final Store store;
  private final Memories memories;
  private final String owner;

  private KeptConversations(Store store, Memories memories, String owner) {
    this.store = store;
    this.memories = memories;
    this.owner = owner;
  }

  /** Those in a configuration's data directory, of whoever starts it there. */
  static KeptConversations open(Configuration configuration) {
    DataDirectory data = DataDirectory.open(configuration.data());
    try (Opened opened = new Opened()) {
      Store store = opened.with(SqliteStore.open(data, SqliteOptions.defaults()));
      Memories memories = Memories.in(data, store.settings(), MemoryLimits.defaults());
      String owner = configuration.authentication().stdio().principal();
      return opened.complete(new KeptConversations(store, memories, owner));
    }
  }

  /** Under which names. */
  List<String> names() {
    return memories.all().stream()
        .filter(id -> id.equals(id(id.name())))
        .map(MemoryId::name)
        .toList();
  }

  boolean begun(String name) {
    return names().contains(name);
  }

  /**
   * The name of the one that is meant; empty: it is not kept.
   *
   * @throws CommandFailure if it is the latest, and there is none
   */
  Optional<String> name(Dialogue dialogue) {
    return switch (dialogue) {
      case Dialogue.Passing _ -> Optional.empty();
      case Dialogue.Named(String name) -> Optional.of(name);
      case Dialogue.Latest _ -> Optional.of(latest());
    };
  }

  private String latest() {
    return store
        .settings()
        .get(LATEST + owner)
        .map(name -> new String(name, UTF_8))
        .filter(this::begun)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "there is no conversation to go on with",
                "begin one that is kept: --conversation NAME"));
  }

  /**
   * Has a conversation, and tells what it goes on with.
   *
   * @param name of the kept one; empty: one of which nothing is kept
   * @throws IOException if what is kept cannot be read
   */
  Conversation converse(Optional<String> name, Agent agent, Report report) throws IOException {
    return name.isPresent() ? goOn(name.get(), agent, report) : agent.converse(report);
  }

  private Conversation goOn(String name, Agent agent, Report report) throws IOException {
    ConversationMemory memory = memory(name);
    Remembered found = memory.load();
    if (!found.turns().isEmpty() || found.quarantined() > 0 || found.missing() > 0) {
      report.resumed(name, found.quarantined(), found.missing());
    }
    store.settings().put(LATEST + owner, name.getBytes(UTF_8));
    return agent.converse(new Read(memory, found.turns()), report);
  }

  /** Forgets one: what was signed of it is worth nothing any more, should it return. */
  void forget(String name) throws IOException {
    memories.open(id(name)).forget();
  }

  private ConversationMemory memory(String name) {
    return new ConversationMemory(memories.open(id(name)), (_, _, _) -> {});
  }

  private MemoryId id(String name) {
    return MemoryId.conversation(owner, name);
  }

  @Override
  public void close() {
    store.close();
  }

  /** A memory that was read, once: what a second reading finds could differ from what was told. */
  private record Read(ConversationMemory memory, List<Turn> turns) implements History {
    @Override
    public void append(List<Turn> more) throws IOException {
      memory.append(more);
    }
  }
}
