package io.portreeve.agent.tools;

import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.stdio.Lines;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A gateway that answers what a test wrote; {@code ID} stands for the id of what was asked. */
final class ScriptedLink implements Link {
  final List<RpcRequest> asked = new CopyOnWriteArrayList<>();
  private final Pipe toIt = new Pipe();
  private final Pipe fromIt = new Pipe();
  private final List<String> before = new ArrayList<>();
  private final List<List<String>> script = new CopyOnWriteArrayList<>();
  private volatile Optional<String> always = Optional.empty();

  ScriptedLink() {
    var _ = Thread.ofVirtual().start(this::serve);
  }

  ScriptedLink answers(String result) {
    return then("{'jsonrpc':'2.0','id':ID,'result':" + result + "}");
  }

  ScriptedLink refuses(String error) {
    return then("{'jsonrpc':'2.0','id':ID,'error':" + error + "}");
  }

  ScriptedLink alwaysAnswers(String result) {
    always = Optional.of("{'jsonrpc':'2.0','id':ID,'result':" + result + "}");
    return this;
  }

  /** Before the next answer. */
  ScriptedLink notes(String progress) {
    before.add("{'jsonrpc':'2.0','method':'notifications/progress','params':" + progress + "}");
    return this;
  }

  /** A line in place of an answer. */
  ScriptedLink says(String line) {
    return then(line);
  }

  private ScriptedLink then(String line) {
    List<String> lines = new ArrayList<>(before);
    before.clear();
    lines.add(line);
    script.add(lines);
    return this;
  }

  private void serve() {
    try {
      Lines lines = new Lines(toIt.in(), 1 << 20);
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (RpcMessage.of((JsonObject) Jsons.read(line.get())) instanceof RpcRequest request) {
          asked.add(request);
          answer(request);
        }
      }
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
  }

  private void answer(RpcRequest request) throws IOException {
    Function<String, String> filled =
        line -> line.replace("ID", request.id().json().toString()).replace('\'', '"') + "\n";
    List<String> next = script.isEmpty() ? List.of(always.orElseThrow()) : script.removeFirst();
    for (String line : next) {
      fromIt.out().write(filled.apply(line).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public InputStream in() {
    return fromIt.in();
  }

  @Override
  public OutputStream out() {
    return toIt.out();
  }

  @Override
  public void close() {
    try {
      toIt.out().close();
      fromIt.out().close();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
