package io.portreeve.agent.chat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.testkit.model.ScriptedModel;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A server that reads and sends mail, and a model: both over real HTTP, both as a test has them.
 * What is sent needs its user's approval.
 */
final class Office implements AutoCloseable {
  private static final String PROMPTS =
      "{'prompts':[{'name':'greet','description':'Greets somebody.','arguments':["
          + "{'name':'to','description':'whom','required':true},{'name':'tone'}]}]}";
  private static final String RESOURCES =
      "{'resources':[{'name':'note','uri':'file:///note.txt','description':'Of today.'}]}";

  final List<String> called = new CopyOnWriteArrayList<>();
  final CountDownLatch callBegun = new CountDownLatch(1);
  final CountDownLatch calledOff = new CountDownLatch(1);
  final CountDownLatch listBegun = new CountDownLatch(1);
  private final ScriptedServer server;
  private final ScriptedModel model;
  private final Path directory;

  /** What was asked of it that is no tool. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What its prompt and its resource say. */
  volatile String written = "Greet whoever it is.";

  volatile String mail = "Lunch is at noon.";

  /** Which tools a rule allows. */
  volatile String allowed = "*";

  /** What else is said of the agent. */
  volatile String agent = "";

  /** Until when nobody is told of resources. */
  volatile CountDownLatch listHeld = new CountDownLatch(0);

  /** Whether reading never ends. */
  volatile boolean slow;

  Office(Path directory, ScriptedModel model) {
    this.directory = directory;
    this.model = model;
    // Only the older revisions tell a server what is called off.
    this.server =
        ScriptedServer.start(
            Script.legacy("2025-06-18", "{'tools':{},'prompts':{},'resources':{}}")
                .on("tools/list", turn -> turn.result(tools()))
                .on("prompts/list", turn -> turn.result(PROMPTS))
                .on("prompts/get", this::prompt)
                .on("resources/list", this::resources)
                .on("resources/templates/list", turn -> turn.result("{'resourceTemplates':[]}"))
                .on("resources/read", this::read)
                .on("tools/call", this::call));
  }

  private void prompt(Turn turn) throws Exception {
    asked.add("prompt " + turn.params().object("arguments").orElseThrow());
    turn.result(
        "{'messages':[{'role':'user','content':{'type':'text','text':'" + written + "'}}]}");
  }

  private void resources(Turn turn) throws Exception {
    listBegun.countDown();
    listHeld.await();
    turn.result(RESOURCES);
  }

  private void read(Turn turn) throws Exception {
    asked.add("resource " + turn.params().string("uri").orElseThrow());
    turn.result("{'contents':[{'uri':'file:///note.txt','text':'" + written + "'}]}");
  }

  private static String tools() {
    return "{'tools':["
        + tool("read_mail", "")
        + ","
        + tool("send_mail", "'to':{'type':'string'},'body':{'type':'string'}")
        + "]}";
  }

  private static String tool(String name, String properties) {
    return "{'name':'%s','description':'Does it.','inputSchema':{'type':'object','properties':{%s}}}"
        .formatted(name, properties);
  }

  private void call(Turn turn) throws Exception {
    String tool = turn.params().string("name").orElse("");
    called.add(tool + " " + turn.params().object("arguments").orElseThrow());
    callBegun.countDown();
    if (slow) {
      turn.awaitCancelled();
      calledOff.countDown();
    } else {
      String text = tool.equals("read_mail") ? mail : "sent";
      turn.result("{'content':[{'type':'text','text':'" + text + "'}]}");
    }
  }

  ScriptedModel model() {
    return model;
  }

  /** The text of the configuration, with more lines of it. */
  String text(String... more) {
    return """
    data: ./data
    servers:
      mail: {url: "%s", tools: {send_mail: {consequential: true}}}
    policy: {allow: [{name: all, tools: ["%s"], prompts: ["*"], resources: ["*"]}]}
    pinning: {first-seen: approve}
    agent: {model: {provider: openai, url: "%s", name: house, key: env:KEY}, spotlighting: off%s}
    """
            .formatted(server.url("/mcp"), allowed, model.openAi(), agent)
        + (more.length == 0 ? "information-flow: {policy: session}\n" : String.join("\n", more));
  }

  Configuration configuration(String... more) {
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text(more))) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  @Override
  public void close() {
    listHeld.countDown();
    server.close();
    model.close();
  }
}
