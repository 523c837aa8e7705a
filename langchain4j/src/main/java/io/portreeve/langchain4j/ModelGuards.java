package io.portreeve.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import io.portreeve.agent.Event;
import io.portreeve.agent.Person;
import io.portreeve.agent.TextRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of an agent about texts, where they really pass in LangChain4j: its own guardrails see
 * neither what tools return nor what a model says while it asks for tools.
 */
public final class ModelGuards {
  private final TextRules rules;

  public ModelGuards(TextRules rules) {
    this.rules = rules;
  }

  /**
   * A request as the model is to get it, for {@code AiServices.chatRequestTransformer}: the rules
   * in the system prompt, every result of a tool marked as data, or withheld.
   *
   * @throws SuspiciousText if what the user says now is to go no further
   */
  public ChatRequest request(ChatRequest request) {
    List<ChatMessage> messages = new ArrayList<>();
    String system = system(request.messages());
    if (!system.isBlank()) {
      messages.add(SystemMessage.from(system));
    }
    for (ChatMessage message : request.messages()) {
      if (!(message instanceof SystemMessage)) {
        messages.add(
            message instanceof ToolExecutionResultMessage result ? shown(result) : message);
      }
    }
    if (messages.getLast() instanceof UserMessage user) {
      refuse(Event.Where.USER, RetrievedTexts.own(user), "what the user wrote");
    }
    return request.toBuilder().messages(messages).build();
  }

  /** The application's own words first. */
  private String system(List<ChatMessage> messages) {
    Stream<String> own = SystemMessage.findAll(messages).stream().map(SystemMessage::text);
    return Stream.concat(own, Stream.of(rules.system()))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  /** Each of its texts by itself; what is no text is not looked at. */
  private ToolExecutionResultMessage shown(ToolExecutionResultMessage result) {
    List<Content> contents =
        result.contents().stream()
            .map(content ->
                content instanceof TextContent text
                    ? TextContent.from(rules.result(text.text()))
                    : content)
            .toList();
    return result.toBuilder().contents(contents).build();
  }

  /** The same model, of which nothing suspicious is heard: {@link SuspiciousText} instead. */
  public ChatModel around(ChatModel model) {
    return new GuardedModel(model, this);
  }

  /** A tool of the application's own that is used only after a person has said yes to the use. */
  public ToolExecutor asking(ToolExecutor tool, Person person) {
    return new AskedExecutor(tool, person);
  }

  /** All that a model says, in words and in what it asks for. */
  void hear(AiMessage said) {
    if (said.text() != null) {
      refuse(Event.Where.MODEL, said.text(), "what the model said");
    }
    for (ToolExecutionRequest request : said.toolExecutionRequests()) {
      refuse(
          Event.Where.ARGUMENTS,
          String.valueOf(request.arguments()),
          "what the model asks a tool for");
    }
  }

  private void refuse(Event.Where where, String text, String what) {
    if (rules.blocks(where, text)) {
      throw new SuspiciousText(what + " looks like an order to a model");
    }
  }
}
