package io.portreeve.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays a script over the standard streams of this process: for the main method of a child. */
public final class ScriptedChild {
  private final Script script;
  private final OutputStream out;
  private final Answers answers = new Answers();
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  private ScriptedChild(Script script, OutputStream out) {
    this.script = script;
    this.out = out;
  }

  /** Serves until the input ends. */
  public static void run(Script script, InputStream in, OutputStream out) throws IOException {
    ScriptedChild child = new ScriptedChild(script, out);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      child.heard((JsonObject) Jsons.read(line.getBytes(UTF_8)));
    }
  }

  private void heard(JsonObject message) {
    if (Script.isAnswer(message)) {
      answers.came(message);
    } else if (Script.isRequest(message)) {
      Turn turn = new Turn(message, new Pipe(), answers);
      turns.put(turn.id(), turn);
      Thread.ofVirtual().start(() -> serve(turn));
    } else if (message.string("method").orElse("").equals("notifications/cancelled")) {
      String id =
          message.object("params").flatMap(it -> it.get("requestId")).orElseThrow().toString();
      Turn turn = turns.get(id);
      if (turn != null) {
        turn.cancel();
      }
    }
  }

  private void serve(Turn turn) {
    try {
      script.serve(turn);
    } catch (Exception failed) {
      turns.remove(turn.id());
    }
  }

  private final class Pipe implements Turn.Voice {
    @Override
    public void say(String json) throws IOException {
      raw(json + "\n");
    }

    @Override
    public void last(String json) throws IOException {
      say(json);
    }

    @Override
    public void elsewhere(String json) throws IOException {
      say(json);
    }

    @Override
    public void raw(String text) throws IOException {
      synchronized (out) {
        out.write(text.getBytes(UTF_8));
        out.flush();
      }
    }

    @Override
    public void hangUp() {
      Runtime.getRuntime().halt(3);
    }
  }
}
