package io.portreeve.agent.tools;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListPrompts;
import io.portreeve.mcp.ListResourceTemplates;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Prompt;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Resource;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceTemplate;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A client of revision 2026-07-28 that knows tools, prompts and resources, and has a person who
 * answers questions.
 */
public final class ToolClient implements AutoCloseable {
  /** No honest gateway has more pages, nor asks more often about one call. */
  private static final int MOST_PAGES = 100;

  private static final int MOST_QUESTIONS = 10;

  private static final JsonObject META =
      JsonObject.empty()
          .with(RequestMeta.PROTOCOL_VERSION, Revision.V2026_07_28.wire())
          .with(
              RequestMeta.CLIENT_INFO,
              JsonObject.empty().with("name", "portreeve-agent").with("version", "1"))
          .with(
              RequestMeta.CLIENT_CAPABILITIES,
              JsonObject.of(
                  "elicitation",
                  JsonObject.of("form", JsonObject.empty()).with("url", JsonObject.empty())));

  private final Link link;
  private final Wire wire;

  private ToolClient(Link link) {
    this.link = link;
    this.wire = new Wire(link);
  }

  /**
   * Speaks to whoever is at the other end of a link, which it closes in the end.
   *
   * @throws ToolsFailure if nobody is there; the link is closed then
   */
  public static ToolClient open(Link link) throws ToolsFailure, InterruptedException {
    ToolClient client = new ToolClient(link);
    boolean answered = false;
    try {
      var _ = client.sure(new Discover(JsonObject.empty()), JsonObject.empty());
      answered = true;
      return client;
    } finally {
      if (!answered) {
        link.close();
      }
    }
  }

  /** Every tool that there is at this moment. */
  public List<Tool> tools() throws ToolsFailure, InterruptedException {
    return pages("tools", ListTools::new, page -> new ToolList(page).tools());
  }

  /** Every prompt. */
  public List<Prompt> prompts() throws ToolsFailure, InterruptedException {
    return pages("prompts", ListPrompts::new, page -> new PromptList(page).prompts());
  }

  /** Every resource that is listed. */
  public List<Resource> resources() throws ToolsFailure, InterruptedException {
    return pages("resources", ListResources::new, page -> new ResourceList(page).resources());
  }

  /** Every template of resources that are not listed one by one. */
  public List<ResourceTemplate> templates() throws ToolsFailure, InterruptedException {
    return pages(
        "templates",
        ListResourceTemplates::new,
        page -> new ResourceTemplateList(page).resourceTemplates());
  }

  /** Where nobody has any of them, the method may be unknown. */
  private <T> List<T> pages(
      String what, Function<JsonObject, Listing> asking, Function<JsonObject, List<T>> reading)
      throws ToolsFailure, InterruptedException {
    List<T> all = new ArrayList<>();
    JsonObject params = JsonObject.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      Listing request = asking.apply(params);
      Given given = answer(request, JsonObject.empty(), _ -> {});
      if (given instanceof Given.Refused(McpError error)
          && error.code() == ErrorCode.METHOD_NOT_FOUND) {
        return List.copyOf(all);
      }
      JsonObject list = sure(request, given);
      all.addAll(reading.apply(list));
      Optional<String> next = list.string("nextCursor");
      if (next.isEmpty()) {
        return List.copyOf(all);
      }
      params = JsonObject.empty().with("cursor", next.get());
    }
    throw new ToolsFailure("there is no end of the list of " + what);
  }

  /**
   * Tells the gateway that a conversation begins. Nothing that any server wrote for a model comes
   * with that, so a conversation never begins after something was read in it.
   *
   * @param said what the user wrote before
   * @param read whether something was read in it that the gateway knows nothing of
   */
  public Begun begin(String said, boolean read) throws ToolsFailure, InterruptedException {
    JsonObject marked = HostWords.beginning(said, read);
    return HostWords.begun(sure(new ListTools(JsonObject.empty()), marked));
  }

  /** Calls a tool, and answers what is asked on the way. */
  public Called<ToolResult> call(
      String tool, JsonObject arguments, Belonging belonging, Hearing hearing)
      throws ToolsFailure, InterruptedException {
    JsonObject params = JsonObject.empty().with("name", tool).with("arguments", arguments);
    return called(CallTool::new, params, ToolResult.class, belonging, hearing);
  }

  /** Asks for a prompt, filled in, and answers what is asked on the way. */
  public Called<PromptResult> prompt(
      String name, JsonObject arguments, Belonging belonging, Hearing hearing)
      throws ToolsFailure, InterruptedException {
    JsonObject params = JsonObject.empty().with("name", name).with("arguments", arguments);
    return called(GetPrompt::new, params, PromptResult.class, belonging, hearing);
  }

  /** Reads a resource, and answers what is asked on the way. */
  public Called<ResourceResult> resource(String address, Belonging belonging, Hearing hearing)
      throws ToolsFailure, InterruptedException {
    JsonObject params = JsonObject.empty().with("uri", address);
    return called(ReadResource::new, params, ResourceResult.class, belonging, hearing);
  }

  private <R extends Result> Called<R> called(
      Function<JsonObject, Answerable> asking,
      JsonObject params,
      Class<R> kind,
      Belonging belonging,
      Hearing hearing)
      throws ToolsFailure, InterruptedException {
    JsonObject marked = HostWords.of(belonging);
    Optional<JsonObject> asked = Optional.of(params);
    for (int questions = 0; asked.isPresent() && questions <= MOST_QUESTIONS; questions++) {
      Given given = answer(asking.apply(asked.get()), marked, told(hearing));
      if (given instanceof Given.Refused(McpError error)) {
        return new Called.Failed<>(error);
      }
      if (given instanceof Given.Gave(Result result) && kind.isInstance(result)) {
        return new Called.Answered<>(kind.cast(result), HostWords.heard(result.json()));
      }
      asked =
          given instanceof Given.Gave(InputRequired asks)
              ? retry(params, asks, hearing)
              : Optional.empty();
    }
    return new Called.Unanswered<>();
  }

  private static Consumer<Progress> told(Hearing hearing) {
    return progress -> progress.params().string("message").ifPresent(hearing::progressed);
  }

  /** The same call with every answer; empty if one is missing. */
  private static Optional<JsonObject> retry(JsonObject params, InputRequired asks, Hearing hearing)
      throws InterruptedException {
    JsonObject answers = JsonObject.empty();
    for (Map.Entry<String, InputRequest> one : asks.inputRequests().entrySet()) {
      Optional<JsonObject> answer = answer(one.getValue(), hearing);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      answers = answers.with(one.getKey(), answer.get());
    }
    JsonObject retry = answers.size() == 0 ? params : params.with("inputResponses", answers);
    return Optional.of(
        asks.requestState().map(state -> retry.with("requestState", state)).orElse(retry));
  }

  private static Optional<JsonObject> answer(InputRequest asks, Hearing hearing)
      throws InterruptedException {
    return switch (asks) {
      case InputRequest.Elicit question -> hearing.asked(question);
      // We say that we can do neither, so no honest gateway lets them through.
      case InputRequest.Sample _, InputRequest.Roots _ -> Optional.empty();
    };
  }

  private sealed interface Given {
    record Gave(Result result) implements Given {}

    record Refused(McpError error) implements Given {}
  }

  private Given answer(Request request, JsonObject marked, Consumer<Progress> told)
      throws ToolsFailure, InterruptedException {
    JsonObject meta = JsonObject.builder().putAll(META).putAll(marked).build();
    try {
      return switch (wire.ask(request.method(), request.params(), meta, told)) {
        case RpcResponse.Success(var _, JsonObject result) ->
            new Given.Gave(Result.of(request, result));
        case RpcResponse.Refusal(var _, McpError error) -> new Given.Refused(error);
      };
    } catch (ProtocolException unreadable) {
      throw new ToolsFailure("the gateway answers what is no MCP", unreadable);
    }
  }

  private JsonObject sure(Request request, JsonObject marked)
      throws ToolsFailure, InterruptedException {
    return sure(request, answer(request, marked, _ -> {}));
  }

  private static JsonObject sure(Request request, Given given) throws ToolsFailure {
    return switch (given) {
      case Given.Gave(Result result) -> result.json();
      case Given.Refused(McpError error) ->
          throw new ToolsFailure(
              "the gateway refuses " + request.method() + ": " + error.message() + why(error));
    };
  }

  /** The words are the same for whatever control refused, also one that could not judge. */
  private static String why(McpError error) {
    return error.code() == ErrorCode.REFUSED
        ? " or by a control that could not tell; its audit log says which"
        : "";
  }

  @Override
  public void close() {
    link.close();
  }
}
