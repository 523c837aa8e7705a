package example.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import io.portreeve.agent.Events;
import io.portreeve.agent.Toolbox;
import io.portreeve.langchain4j.GatewayTools;
import io.portreeve.langchain4j.ModelGuards;

/** An assistant whose tools are a gateway's, and whose model is told what is data. */
interface MailService {
  String say(@UserMessage String text);

  static MailService of(ChatModel model, Toolbox tools, Events events) {
    ModelGuards guards = new ModelGuards(tools.rules(events));
    return AiServices.builder(MailService.class)
        .chatModel(guards.around(model))
        .chatRequestTransformer(guards::request)
        .toolProvider(new GatewayTools(tools, events))
        .build();
  }
}
