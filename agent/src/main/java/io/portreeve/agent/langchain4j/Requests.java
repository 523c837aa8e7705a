package io.portreeve.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import java.util.ArrayList;
import java.util.List;

/** A prompt as LangChain4j wants it. */
record Requests(WireNames names) {
  /** Some APIs refuse a message without a letter in it. */
  private static final String NOTHING = "(nothing)";

  ChatRequest of(Prompt prompt) {
    List<ChatMessage> messages = new ArrayList<>();
    if (!prompt.system().isBlank()) {
      messages.add(SystemMessage.from(prompt.system()));
    }
    prompt.turns().stream().filter(Requests::isSaid).map(this::message).forEach(messages::add);
    return ChatRequest.builder()
        .messages(messages)
        .toolSpecifications(prompt.tools().stream().map(this::tool).toList())
        .build();
  }

  /** A model that said nothing at all may not be quoted. */
  private static boolean isSaid(Turn turn) {
    return !(turn instanceof Turn.FromModel(String text, List<ToolUse> uses)
        && text.isBlank()
        && uses.isEmpty());
  }

  private ChatMessage message(Turn turn) {
    return switch (turn) {
      case Turn.FromUser user -> UserMessage.from(said(user.text()));
      // No API has a role for it; it says itself whose words it is.
      case Turn.Attached put -> UserMessage.from(said(put.text()));
      case Turn.FromModel model ->
          AiMessage.builder()
              .text(model.text().isBlank() ? null : model.text())
              .toolExecutionRequests(model.uses().stream().map(this::use).toList())
              .build();
      case Turn.FromTool tool ->
          ToolExecutionResultMessage.builder()
              .id(tool.use())
              .toolName(names.wire(tool.tool()))
              .text(said(tool.text()))
              .isError(tool.failed())
              .build();
    };
  }

  private static String said(String text) {
    return text.isBlank() ? NOTHING : text;
  }

  private ToolExecutionRequest use(ToolUse use) {
    String arguments =
        switch (use) {
          case ToolUse.Asked asked -> asked.arguments().toString();
          // Not what it wrote, which an API may choke on as we did.
          case ToolUse.Unreadable _ -> "{}";
        };
    return ToolExecutionRequest.builder()
        .id(use.id())
        .name(names.wire(use.name()))
        .arguments(arguments)
        .build();
  }

  private ToolSpecification tool(OfferedTool tool) {
    return ToolSpecification.builder()
        .name(names.wire(tool.name()))
        .description(tool.description())
        .parameters(ToolSchemas.of(tool.inputSchema()))
        .build();
  }
}
