package io.portreeve.langchain4j.example;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import io.portreeve.agent.Events;
import io.portreeve.agent.Toolbox;
import io.portreeve.langchain4j.GatewayTools;
import io.portreeve.langchain4j.ModelGuards;

/** What the service of a mail clerk can do. */
interface MailService {
  String say(@MemoryId String conversation, @UserMessage String text);

  /** One whose tools are a gateway's, and whose conversations are signed. */
  static MailService of(ChatModel model, Toolbox tools, ChatMemoryStore signed, Events events) {
    ModelGuards guards = new ModelGuards(tools.rules(events));
    return AiServices.builder(MailService.class)
        .chatModel(guards.around(model))
        .chatRequestTransformer(guards::request)
        .toolProvider(new GatewayTools(tools, events))
        .chatMemoryProvider(id ->
            MessageWindowChatMemory.builder()
                .id(id)
                .maxMessages(50)
                .chatMemoryStore(signed)
                .build())
        .build();
  }
}
