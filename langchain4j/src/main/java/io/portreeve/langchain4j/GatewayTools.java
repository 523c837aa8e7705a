package io.portreeve.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import io.portreeve.agent.Errand;
import io.portreeve.agent.Events;
import io.portreeve.agent.Talk;
import io.portreeve.agent.Toolbox;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.ToolsFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tools of a gateway for LangChain4j: each use is judged before it, a person is asked where one
 * has to be, and what comes of it is looked at and marked as data before the model reads it.
 *
 * <p>A conversation is what has one memory id. One that goes on from an earlier process, or of
 * which others were too many since, or for which something was retrieved ({@link RetrievedTexts}),
 * counts as one in which untrusted data was heard.
 */
public final class GatewayTools implements ToolProvider {
  private static final int MOST_TALKS = 1000;

  private final Toolbox toolbox;
  private final Events events;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Talk> talks = new LinkedHashMap<>(16, 0.75f, true);

  /** Those of this toolbox, which stays its owner's to close. */
  public GatewayTools(Toolbox toolbox, Events events) {
    this.toolbox = toolbox;
    this.events = events;
  }

  @Override
  public ToolProviderResult provideTools(ToolProviderRequest request) {
    Errand errand = errand(request);
    ToolProviderResult.Builder tools = ToolProviderResult.builder();
    ToolExecutor executor = new ErrandExecutor(errand);
    for (OfferedTool tool : errand.offered()) {
      var _ = tools.add(ToolForm.specification(tool), executor);
    }
    return tools.build();
  }

  private Errand errand(ToolProviderRequest request) {
    try {
      return talk(request).hear(RetrievedTexts.own(request.userMessage()));
    } catch (ToolsFailure gone) {
      throw new IllegalStateException("the tools cannot be reached: " + gone.getMessage(), gone);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the tools were asked for", interrupted);
    }
  }

  private Talk talk(ToolProviderRequest request) {
    List<String> earlier = earlier(request);
    lock.lock();
    try {
      boolean found = RetrievedTexts.areIn(request.userMessage());
      if (earlier.isEmpty() || found) {
        var _ = talks.remove(request.chatMemoryId());
      }
      List<String> words = earlier.isEmpty() && found ? List.of("") : earlier;
      Talk talk = talks.computeIfAbsent(request.chatMemoryId(), _ -> toolbox.talk(words, events));
      if (talks.size() > MOST_TALKS) {
        var _ = talks.remove(talks.keySet().iterator().next());
      }
      return talk;
    } finally {
      lock.unlock();
    }
  }

  /** What the user wrote before; at least a blank, if anybody else said something. */
  private static List<String> earlier(ToolProviderRequest request) {
    List<ChatMessage> before =
        request.messages().stream()
            .filter(message -> !(message instanceof SystemMessage))
            .filter(message -> !message.equals(request.userMessage()))
            .toList();
    List<String> words =
        before.stream()
            .filter(UserMessage.class::isInstance)
            .map(message -> RetrievedTexts.own((UserMessage) message))
            .toList();
    return words.isEmpty() && !before.isEmpty() ? List.of("") : words;
  }
}
