package io.portreeve.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Set;

/** A model whose every answer is looked at, those included in which it asks for tools. */
record GuardedModel(ChatModel model, ModelGuards guards) implements ChatModel {
  @Override
  public ChatResponse chat(ChatRequest request) {
    return heard(model.chat(request));
  }

  @Override
  public ChatResponse chat(ChatRequest request, ChatRequestOptions options) {
    return heard(model.chat(request, options));
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    return heard(model.doChat(request));
  }

  private ChatResponse heard(ChatResponse response) {
    guards.hear(response.aiMessage());
    return response;
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return model.defaultRequestParameters();
  }

  @Override
  public List<ChatModelListener> listeners() {
    return model.listeners();
  }

  @Override
  public ModelProvider provider() {
    return model.provider();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return model.supportedCapabilities();
  }
}
