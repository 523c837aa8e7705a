package io.portreeve.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.content.injector.ContentInjector;
import io.portreeve.agent.TextRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts what a retrieval finds into the user's message as what it is: texts of others, each looked
 * at and marked as data, behind the user's own. {@link GatewayTools} and {@link ModelGuards} take
 * none of it for his words.
 *
 * <p>A memory from which it comes back has to be kept without it ({@code
 * storeRetrievedContentInChatMemory(false)}): JSON has no place for whose words they are.
 */
public final class RetrievedTexts implements ContentInjector {
  private static final String OWN = "io.portreeve/own";
  private static final String INTRODUCTION =
      "[found for this, and written by others than your user:]";

  private final TextRules rules;

  /** Looks at texts, and marks them, by these rules. */
  public RetrievedTexts(TextRules rules) {
    this.rules = rules;
  }

  @Override
  public ChatMessage inject(List<dev.langchain4j.rag.content.Content> found, ChatMessage message) {
    if (found.isEmpty()) {
      return message;
    }
    if (!(message instanceof UserMessage user)) {
      throw new IllegalArgumentException("only a user's message takes what is retrieved");
    }
    List<Content> contents = new ArrayList<>(user.contents());
    contents.add(TextContent.from(INTRODUCTION));
    found.forEach(one -> contents.add(TextContent.from(rules.result(one.textSegment().text()))));
    Map<String, Object> attributes = new HashMap<>(user.attributes());
    attributes.put(OWN, user.contents().size());
    return user.toBuilder().contents(contents).attributes(attributes).build();
  }

  /** Whether something of others stands in a message of the user's. */
  static boolean areIn(UserMessage message) {
    return message.attributes().get(OWN) instanceof Integer;
  }

  /** The texts of a message that are the user's own. */
  static String own(UserMessage message) {
    int own = message.attributes().get(OWN) instanceof Integer count ? count : Integer.MAX_VALUE;
    return message.contents().stream()
        .limit(own)
        .filter(TextContent.class::isInstance)
        .map(content -> ((TextContent) content).text())
        .collect(Collectors.joining("\n"));
  }
}
