package io.portreeve.lab.replay;

import io.portreeve.lab.replay.Trace.Call;
import io.portreeve.lab.replay.Trace.Made;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one line of recorded traces; what is amiss is told with the file and the line. */
final class TraceReader {
  private final Path file;
  private final long line;
  private final Toolbox tools;

  TraceReader(Path file, long line, Toolbox tools) {
    this.file = file;
    this.line = line;
    this.tools = tools;
  }

  Trace read(Json json) throws IOException {
    JsonObject trace = object(json, "a trace");
    String suite = text(trace, "suite");
    List<Made> calls = new ArrayList<>();
    for (Json call : list(trace, "calls")) {
      JsonObject made = object(call, "a call");
      calls.add(new Made(call(suite, made), text(made, "output")));
    }
    Optional<String> injection = trace.string("injection_task");
    List<Call> injected = new ArrayList<>();
    for (Json call : injection.isPresent() ? list(trace, "injected") : JsonArray.empty()) {
      injected.add(call(suite, object(call, "an injected call")));
    }
    int hijack = injection.isPresent() ? hijack(trace, calls.size()) : -1;
    return new Trace(
        suite, text(trace, "user_task"), injection, text(trace, "prompt"), calls, hijack, injected);
  }

  private Call call(String suite, JsonObject call) throws ReplayFault {
    String name = text(call, "tool");
    ReplayedTool tool =
        tools
            .tool(suite, name)
            .orElseThrow(() -> fault("suite `" + suite + "` has no tool `" + name + "`"));
    return new Call(
        tool, call.object("args").orElseThrow(() -> fault("`args` of `" + name + "` is missing")));
  }

  private int hijack(JsonObject trace, int calls) throws ReplayFault {
    long at = trace.integer("hijack_after_call").orElse(-1L);
    if (at < 0 || at >= calls) {
      throw fault("`hijack_after_call` names none of the " + calls + " calls");
    }
    return (int) at;
  }

  private JsonObject object(Json json, String what) throws ReplayFault {
    if (json instanceof JsonObject object) {
      return object;
    }
    throw fault(what + " is no object");
  }

  private String text(JsonObject from, String member) throws ReplayFault {
    return from.string(member).orElseThrow(() -> fault("`" + member + "` is missing or no text"));
  }

  private JsonArray list(JsonObject from, String member) throws ReplayFault {
    return from.array(member).orElseThrow(() -> fault("`" + member + "` is missing or no list"));
  }

  private ReplayFault fault(String what) {
    return new ReplayFault(file, line, what);
  }
}
