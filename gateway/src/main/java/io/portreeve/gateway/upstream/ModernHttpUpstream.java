package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.headers.ParamField;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.sse.SseEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of revision 2026-07-28 over HTTP: one POST for each request, read by the thread that
 * sent it; to be interrupted is to close the connection, which cancels at the server.
 */
final class ModernHttpUpstream implements EraUpstream {
  private static final int MOST_PAGES = 50;
  private static final int LONGEST_NAME = 100;

  private final UpstreamSettings settings;
  private final HttpEndpoint endpoint;
  private final Alarms alarms;
  private final InstantSource clock;
  private final UpstreamObserver observer;
  private final WireReader wire;
  private final LearnedToolHeaders tools = new LearnedToolHeaders();
  private final AtomicLong lastId = new AtomicLong();

  ModernHttpUpstream(
      UpstreamSettings settings,
      HttpEndpoint endpoint,
      Alarms alarms,
      InstantSource clock,
      UpstreamObserver observer) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.alarms = alarms;
    this.clock = clock;
    this.observer = observer;
    this.wire = new WireReader(settings.limits().maxMessage());
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException {
    if (hidden(exchange, request)) {
      out.deliver(new Failure(new McpError(ErrorCode.INVALID_PARAMS, "unknown tool")));
      return;
    }
    if (attempt(exchange, request, out)) {
      return;
    }
    refresh(exchange, request);
    if (!attempt(exchange, request, out)) {
      throw new UpstreamException("the server rejects the header fields of the request");
    }
  }

  /** Connections belong to the pool. */
  @Override
  public void close() {
    // Nothing is kept between requests.
  }

  /** A tool that is left out of lists for its marks is not called either. */
  private boolean hidden(Exchange exchange, Request request) {
    return request instanceof CallTool call
        && tools
            .of(exchange, call.tool())
            .filter(ParamFields.Marks.Invalid.class::isInstance)
            .isPresent();
  }

  /** False if the server says that header and body do not agree; nothing was delivered then. */
  private boolean attempt(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException {
    RequestId id = RequestId.of(lastId.incrementAndGet());
    RpcRequest ask = ModernAsk.of(request, id);
    HttpFields fields = ModernFields.of(request, marked(exchange, request));
    ModernReading reading =
        new ModernReading(
            request,
            id,
            settings.limits().maxNotifications(),
            why -> observer.saw(settings.id(), Oddity.NOTIFICATION_REFUSED, why));
    Deadline deadline = deadline(request);
    Caller caller = Caller.once(settings.credentials(), exchange);
    HttpResponse response = endpoint.post(caller, fields, ask, patience(request));
    try (OpenAnswer open = new OpenAnswer(response);
        MessageMemory.Holding holding = endpoint.memory().holding(settings.id().value())) {
      return new Answer(exchange, reading, out, deadline, holding).read(open, caller);
    }
  }

  private Deadline deadline(Request request) {
    return request instanceof Listen ? Deadline.never() : Deadline.after(clock, settings.timeout());
  }

  private HttpEndpoint.Patience patience(Request request) {
    Duration timeout = settings.timeout();
    if (request instanceof Listen) {
      return HttpEndpoint.Patience.untilClosed(timeout);
    }
    HttpEndpoint.Patience once = HttpEndpoint.Patience.of(timeout);
    return request instanceof Listing || request instanceof ReadResource ? once.twice() : once;
  }

  private List<ParamField> marked(Exchange exchange, Request request) {
    return request instanceof CallTool call
        ? tools.of(exchange, call.tool()).map(ModernHttpUpstream::fields).orElse(List.of())
        : List.of();
  }

  private static List<ParamField> fields(ParamFields.Marks marks) {
    return switch (marks) {
      case ParamFields.Marks.Valid valid -> valid.fields();
      case ParamFields.Marks.Invalid _ -> List.of();
    };
  }

  /** Asks for the tools anew (specification, streamable HTTP, client behaviour). */
  private void refresh(Exchange exchange, Request request)
      throws UpstreamException, StaleEra, InterruptedException {
    JsonObject meta = request.params().object(MetaKeys.META).orElse(JsonObject.empty());
    JsonObject params =
        JsonObject.of(
            MetaKeys.META, meta.without(RequestMeta.PROGRESS_TOKEN).without(RequestMeta.LOG_LEVEL));
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      ListTools list = new ListTools(cursor.map(it -> params.with("cursor", it)).orElse(params));
      Page read = new Page();
      if (!attempt(exchange, list, read)) {
        throw new UpstreamException("the server rejects the header fields of tools/list");
      }
      cursor = read.nextCursor;
      if (cursor.isEmpty()) {
        return;
      }
    }
  }

  /** Takes one page of a list that we ask for ourselves; what it teaches was learned on the way. */
  private static final class Page implements ServerStream {
    private Optional<String> nextCursor = Optional.empty();

    @Override
    public void deliver(ServerMessage message) {
      if (message instanceof ToolList list) {
        nextCursor = list.nextCursor();
      }
    }
  }

  /** Reads one answer. */
  private final class Answer {
    private final Exchange exchange;
    private final ModernReading reading;
    private final ServerStream out;
    private final Deadline deadline;
    private final MessageMemory.Holding holding;

    Answer(
        Exchange exchange,
        ModernReading reading,
        ServerStream out,
        Deadline deadline,
        MessageMemory.Holding holding) {
      this.exchange = exchange;
      this.reading = reading;
      this.out = out;
      this.deadline = deadline;
      this.holding = holding;
    }

    boolean read(OpenAnswer open, Caller caller)
        throws UpstreamException, StaleEra, InterruptedException {
      HttpResponse response = open.response();
      MediaType type = MediaType.of(response.headers());
      int status = response.status();
      if (status == 200 && type == MediaType.EVENTS) {
        CredentialWatch.over(open, caller, alarms);
        return stream(
            open, new Events(response, settings.limits().maxMessage(), deadline, holding));
      }
      if (type == MediaType.JSON && HttpAnswers.mayHoldAMessage(status)) {
        return whole(response);
      }
      throw HttpAnswers.unusable(status);
    }

    private boolean whole(HttpResponse response)
        throws UpstreamException, StaleEra, InterruptedException {
      RpcMessage message =
          wire.message(
              HttpAnswers.body(response, settings.limits().maxMessage(), deadline, holding));
      boolean refusal = message instanceof RpcResponse.Refusal;
      if (!refusal && (response.status() != 200 || !(message instanceof RpcResponse))) {
        throw new UpstreamException("the server's answer does not fit its status");
      }
      return take(message) != Taken.REJECTED;
    }

    private boolean stream(OpenAnswer open, Events events)
        throws UpstreamException, StaleEra, InterruptedException {
      for (Optional<SseEvent> event = events.next(); event.isPresent(); event = events.next()) {
        if (!open.isAlive()) {
          break; // what lay here already is nobody's any more
        }
        Taken taken = event.get().isEmpty() ? Taken.MORE : take(event.get());
        if (taken != Taken.MORE) {
          return taken == Taken.ENDED;
        }
      }
      if (!open.isAlive()) {
        throw new UpstreamException("the credential that the stream was opened with is gone");
      }
      throw new UpstreamException(
          events.broke().isEmpty()
              ? "the server ended its event stream without an answer"
              : "the server's event stream broke: " + events.broke());
    }

    private Taken take(SseEvent event) throws UpstreamException, StaleEra, InterruptedException {
      if (!event.isMessage()) {
        observer.saw(settings.id(), Oddity.NO_MESSAGE, "an event of an unknown type");
        return Taken.MORE;
      }
      return take(wire.message(event.data()));
    }

    private Taken take(RpcMessage message)
        throws UpstreamException, StaleEra, InterruptedException {
      if (message instanceof RpcResponse.Refusal refusal) {
        int code = refusal.error().code();
        if (code == ErrorCode.UNSUPPORTED_VERSION) {
          throw new StaleEra("the server no longer speaks this revision");
        }
        if (code == ErrorCode.HEADER_MISMATCH) {
          return Taken.REJECTED;
        }
      }
      Optional<ServerMessage> passed = reading.read(message);
      if (passed.isEmpty()) {
        return Taken.MORE;
      }
      out.deliver(passed.get() instanceof ToolList list ? shown(list) : passed.get());
      return passed.get() instanceof Notification ? Taken.MORE : Taken.ENDED;
    }

    private ToolList shown(ToolList list) {
      tools.learn(exchange, list);
      return list.keepIf(this::isShown);
    }

    private boolean isShown(Tool tool) {
      return switch (ParamFields.of(tool.inputSchema())) {
        case ParamFields.Marks.Valid _ -> true;
        case ParamFields.Marks.Invalid invalid -> {
          observer.saw(
              settings.id(),
              Oddity.TOOL_HIDDEN,
              harmless(tool.name().value()) + ": " + invalid.why());
          yield false;
        }
      };
    }
  }

  /** The server's own word, in a form that can break no log. */
  private static String harmless(String name) {
    String shown = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    return shown.replaceAll("[^\\p{Graph} ]", "?");
  }

  private enum Taken {
    MORE,
    ENDED,
    /** The server saw header fields that it does not like. */
    REJECTED
  }
}
