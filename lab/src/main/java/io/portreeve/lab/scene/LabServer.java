package io.portreeve.lab.scene;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A server that answers from a table and remembers what it executed.
 *
 * <p>It checks nothing, as servers in the field often do not.
 */
public final class LabServer implements HttpHandler, AutoCloseable {
  private final List<String> executed = new CopyOnWriteArrayList<>();
  private final Function<String, JsonArray> tools;
  private final BiFunction<String, JsonObject, JsonObject> call;
  private final Front front;
  private final Optional<Target> target;
  private final AtomicInteger listings = new AtomicInteger();

  /** What stands before a server. */
  @FunctionalInterface
  public interface Front {
    /** Whether it answered the request, so that the server has nothing to do. */
    boolean handled(HttpRequest request, HttpReply reply) throws JsonRefused;
  }

  /**
   * A server with these tools.
   *
   * @param tools the definitions, by how often they were listed before: {@code "0"}, {@code "1"}, …
   * @param call the result of a call of a tool with arguments
   */
  public LabServer(
      Function<String, JsonArray> tools, BiFunction<String, JsonObject, JsonObject> call) {
    this(tools, call, (_, _) -> false, Optional.empty());
  }

  private LabServer(
      Function<String, JsonArray> tools,
      BiFunction<String, JsonObject, JsonObject> call,
      Front front,
      Optional<Target> target) {
    this.tools = tools;
    this.call = call;
    this.front = front;
    this.target = target;
  }

  /** A server whose tools execute what they are given; closing it closes the target. */
  public static LabServer executing(Target target) {
    return new LabServer(
        _ -> target.tools(),
        (tool, arguments) -> executed(target, tool, arguments),
        (_, _) -> false,
        Optional.of(target));
  }

  private static JsonObject executed(Target target, String tool, JsonObject arguments) {
    try {
      return text(target.call(tool, arguments));
    } catch (IOException broken) {
      return text("failed: " + broken.getMessage()).with("isError", true);
    }
  }

  /** Such a server with something before it. */
  public LabServer behind(Front other) {
    return new LabServer(tools, call, other, target);
  }

  /** What its tools execute on. */
  public Target target() {
    return target.orElseThrow();
  }

  /** The calls that were executed: the tool, a blank, the arguments. */
  public List<String> executed() {
    return List.copyOf(executed);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws JsonRefused {
    if (!front.handled(request, reply)) {
      serve(request, reply);
    }
  }

  private void serve(HttpRequest request, HttpReply reply) throws JsonRefused {
    RpcMessage message =
        RpcMessage.of((JsonObject) JsonReader.read(request.body(), JsonLimits.defaults()));
    if (message instanceof RpcRequest rpc) {
      JsonObject body =
          new RpcResponse.Success(rpc.id(), result(rpc).with("resultType", "complete")).toJson();
      reply.send(200, HttpFields.of("content-type", "application/json"), body.toBytes());
    } else {
      reply.send(202, HttpFields.empty(), new byte[0]);
    }
  }

  private JsonObject result(RpcRequest rpc) {
    return switch (rpc.method()) {
      case "server/discover" ->
          page("supportedVersions", JsonArray.ofStrings(List.of("2026-07-28")))
              .with("capabilities", JsonObject.of("tools", JsonObject.empty()));
      case "tools/list" -> page("tools", tools.apply(String.valueOf(listings.getAndIncrement())));
      case "tools/call" -> called(rpc.params());
      default -> page("unknown", JsonArray.empty());
    };
  }

  private JsonObject called(JsonObject params) {
    String tool = params.string("name").orElse("");
    JsonObject arguments = params.object("arguments").orElse(JsonObject.empty());
    executed.add(tool + " " + arguments);
    return call.apply(tool, arguments);
  }

  @Override
  public void close() throws LabFault {
    if (target.isPresent()) {
      try {
        target.get().close();
      } catch (IOException stays) {
        throw new LabFault("the target cannot be closed", stays);
      }
    }
  }

  private static JsonObject page(String name, JsonArray entries) {
    return JsonObject.of(name, entries).with("ttlMs", 0).with("cacheScope", "private");
  }

  /** A result that is one text. */
  public static JsonObject text(String text) {
    JsonObject block = JsonObject.empty().with("type", "text").with("text", text);
    return JsonObject.of("content", JsonArray.of(block));
  }
}
