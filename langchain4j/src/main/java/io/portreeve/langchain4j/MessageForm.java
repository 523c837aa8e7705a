package io.portreeve.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.portreeve.agent.memory.Entry;
import io.portreeve.agent.memory.Recollection;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages of LangChain4j as entries of a memory, in LangChain4j's own JSON, and back. */
final class MessageForm {
  private MessageForm() {}

  /**
   * These messages; each that was remembered before is the entry that it was.
   *
   * <p>What the user and the application wrote is trusted, what a tool returned is not, and what
   * the model said is no better than all that stands before it.
   */
  static List<Entry> entries(List<ChatMessage> messages, List<Entry> remembered) {
    List<Entry> unused = new ArrayList<>(remembered);
    List<Entry> entries = new ArrayList<>();
    Label heard = Label.trusted();
    for (ChatMessage message : messages) {
      JsonObject content = json(message);
      Optional<Entry> before =
          unused.stream().filter(entry -> entry.content().equals(content)).findFirst();
      before.ifPresent(unused::remove);
      Label label = label(message, heard);
      Entry entry = before.orElseGet(() -> new Entry(origin(message), label, content));
      heard = heard.join(entry.label());
      entries.add(entry);
    }
    return entries;
  }

  /**
   * What can be shown to a model. Where something is gone, no answer of a tool stands without its
   * question, nor the other way; the last question may be one that is being answered.
   */
  static List<ChatMessage> messages(Recollection all) {
    List<ChatMessage> messages =
        all.entries().stream()
            .map(entry -> ChatMessageDeserializer.messageFromJson(entry.content().toString()))
            .toList();
    return all.missing() == 0 ? messages : whole(messages);
  }

  private static List<ChatMessage> whole(List<ChatMessage> messages) {
    List<ChatMessage> whole = new ArrayList<>();
    int at = 0;
    while (at < messages.size()) {
      ChatMessage message = messages.get(at++);
      List<ToolExecutionResultMessage> answers = new ArrayList<>();
      while (at < messages.size() && messages.get(at) instanceof ToolExecutionResultMessage one) {
        answers.add(one);
        at++;
      }
      Set<String> asked = asked(message);
      Set<String> answered = new HashSet<>();
      answers.forEach(answer -> answered.add(String.valueOf(answer.id())));
      boolean complete =
          at == messages.size() ? asked.containsAll(answered) : asked.equals(answered);
      if (complete && !(message instanceof ToolExecutionResultMessage)) {
        whole.add(message);
        whole.addAll(answers);
      } else if (!(message instanceof AiMessage || message instanceof ToolExecutionResultMessage)) {
        whole.add(message);
      }
    }
    return whole;
  }

  private static Set<String> asked(ChatMessage message) {
    Set<String> asked = new HashSet<>();
    if (message instanceof AiMessage said) {
      for (ToolExecutionRequest request : said.toolExecutionRequests()) {
        asked.add(String.valueOf(request.id()));
      }
    }
    return asked;
  }

  private static String origin(ChatMessage message) {
    return switch (message) {
      case UserMessage _ -> Entry.USER;
      case AiMessage _ -> Entry.MODEL;
      case SystemMessage _ -> "application";
      case ToolExecutionResultMessage result -> "tool " + result.toolName();
      default -> "framework";
    };
  }

  private static Label label(ChatMessage message, Label heard) {
    return switch (message) {
      case UserMessage _, SystemMessage _ -> Label.trusted();
      case AiMessage _ -> heard;
      case ToolExecutionResultMessage result -> Label.untrusted(String.valueOf(result.toolName()));
      default -> Label.untrusted("framework");
    };
  }

  private static JsonObject json(ChatMessage message) {
    String text = ChatMessageSerializer.messageToJson(message);
    try {
      if (JsonReader.read(text.getBytes(UTF_8), JsonLimits.defaults()) instanceof JsonObject json) {
        return json;
      }
    } catch (JsonRefused unfit) {
      throw new IllegalArgumentException("a message cannot be remembered: " + unfit, unfit);
    }
    throw new IllegalArgumentException("a message is no JSON object");
  }
}
