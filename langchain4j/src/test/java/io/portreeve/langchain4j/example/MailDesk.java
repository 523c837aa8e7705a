package io.portreeve.langchain4j.example;

import dev.langchain4j.model.chat.ChatModel;
import io.portreeve.agent.Events;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.Toolbox;
import io.portreeve.agent.memory.Memories;
import io.portreeve.agent.memory.MemoryId;
import io.portreeve.agent.memory.MemoryLimits;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.langchain4j.SignedChatMemoryStore;
import java.nio.file.Path;

/** Opens what the service stands on, for one user. */
record MailDesk(Path configuration, Path memory, ChatModel model, Person person, String user) {
  String ask(String conversation, String question) throws Exception {
    Events events = event -> System.getLogger("mail").log(System.Logger.Level.INFO, event);
    DataDirectory data = DataDirectory.open(memory);
    try (Store store = SqliteStore.open(data, SqliteOptions.defaults());
        Toolbox tools =
            Toolbox.open(GatewayInside.start(configuration), person, Options.defaults())) {
      SignedChatMemoryStore signed =
          new SignedChatMemoryStore(
              Memories.in(data, store.settings(), MemoryLimits.defaults()),
              id -> MemoryId.conversation(user, String.valueOf(id)),
              (id, planted, gone) ->
                  System.err.println(id + ": " + planted + " planted, " + gone + " gone"));
      return MailService.of(model, tools, signed, events).say(conversation, question);
    }
  }
}
