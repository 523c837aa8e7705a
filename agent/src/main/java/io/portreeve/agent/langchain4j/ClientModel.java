package io.portreeve.agent.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.agent.model.Prompt;
import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Streamed;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.agent.model.Turn;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Supplier;

/** A model that is asked through a client of LangChain4j, one anew for each answer. */
final class ClientModel implements Model {
  /** Makes a client that reaches the network so. */
  @FunctionalInterface
  interface Clients {
    StreamingChatModel over(HttpClientBuilder http);
  }

  /** What the client would make of an answer that it does not get. */
  private static final class Unheard implements StreamingChatResponseHandler {
    @Override
    public void onCompleteResponse(ChatResponse none) {
      throw new IllegalStateException("there was nothing to complete");
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("there was nothing to fail", failure);
    }
  }

  private final Clients clients;
  private final Supplier<Ear> ears;
  private final HttpClient transport;
  private final AnswerLimits limits;
  private final ErrorWords errors;

  ClientModel(
      Clients clients,
      Supplier<Ear> ears,
      HttpClient transport,
      AnswerLimits limits,
      ErrorWords errors) {
    this.clients = clients;
    this.ears = ears;
    this.transport = transport;
    this.limits = limits;
    this.errors = errors;
  }

  @Override
  public Reply ask(Prompt prompt, Streamed streamed) throws ModelFailure, InterruptedException {
    var names = new WireNames(prompt.tools());
    var answer = new Answer(streamed);
    clients
        .over(new AnswerCall(transport, limits, errors, ears.get(), answer))
        .chat(new Requests(names).of(prompt), new Unheard());
    answer.check();
    List<ToolUse> uses = new ToolUses(names, prompt.turns().size()).of(answer.uses());
    return new Reply(new Turn.FromModel(answer.text(), uses), stop(answer.stop(), uses));
  }

  private static Reply.Stop stop(String reason, List<ToolUse> uses) throws ModelFailure {
    return StopReasons.meaning(reason, !uses.isEmpty())
        .orElseThrow(() ->
            new ModelFailure(
                Kind.UNREADABLE,
                reason.isEmpty()
                    ? "The model's answer ends without a reason: it may not be whole."
                    : "The model stopped for a reason that we do not know."));
  }
}
