package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An agent with a real gateway inside, in front of one server that reads and sends mail, and does
 * whatever it is told. A test says what the mail holds.
 */
final class Scene implements AutoCloseable {
  static final String ALL = "policy: {allow: [{name: all, tools: ['*']}]}";

  final List<Event> events = new ArrayList<>();
  final List<String> called = new CopyOnWriteArrayList<>();
  final ScriptedServer server;
  private final Path data;
  private final List<Agent> agents = new ArrayList<>();
  volatile boolean changed;

  /** What else the configuration says of the server. */
  String settings = "";

  volatile String mail = "Lunch is at noon.";

  Scene(Path data) {
    this(data, Script.modern("{'tools':{}}"));
  }

  Scene(Path data, Script script) {
    this.data = data;
    this.server =
        ScriptedServer.start(
            script.on("tools/list", turn -> turn.result(tools())).on("tools/call", this::call));
  }

  /** What the server does when it is called. */
  ScriptedBehaviour behaviour =
      (turn, tool) -> turn.result(text(tool.equals("read_mail") ? mail : "done"));

  interface ScriptedBehaviour {
    void serve(Turn turn, String tool) throws Exception;
  }

  private void call(Turn turn) throws Exception {
    String tool = turn.params().string("name").orElse("");
    called.add(tool + " " + turn.params().object("arguments").orElseThrow());
    behaviour.serve(turn, tool);
  }

  private String tools() {
    return "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
        + String.join(
            ",",
            tool("read_mail", ""),
            tool("send_mail", "'to':{'type':'string'},'body':{'type':'string'},'confirm':{}"),
            tool("pay", "'amount':{'type':'number'},'to':{'type':'string'}"))
        + (changed ? "," + tool("new_tool", "") : "")
        + "]}";
  }

  private static String tool(String name, String properties) {
    return "{'name':'%s','description':'Does it.','inputSchema':{'type':'object','properties':{%s}}}"
        .formatted(name, properties);
  }

  static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  Agent agent(Model model, Person person, Options options, String... lines)
      throws ToolsFailure, InterruptedException {
    return agent(model, person, options, InstantSource.system(), lines);
  }

  Agent agent(Model model, Person person, Options options, InstantSource clock, String... lines)
      throws ToolsFailure, InterruptedException {
    Configuration configuration = configuration(lines);
    GatewayInside inside =
        GatewayInside.start(
            configuration,
            ServedEndpoint.whole(configuration),
            new SecretSource(_ -> Optional.empty()));
    Agent agent = Agent.open(model, inside, person, options, clock);
    agents.add(agent);
    return agent;
  }

  /** A conversation of an agent that is allowed everything, but for these lines. */
  Conversation talk(Model model, Person person, Options options, String... lines)
      throws ToolsFailure, InterruptedException {
    return agent(model, person, options, lines).converse(events::add);
  }

  private Configuration configuration(String... lines) {
    String text =
        "data: ./data\nauthentication: {insecure-anonymous: {}}\npinning: {first-seen: approve}\n"
            + "transparent: true\nservers: {it: {url: \""
            + server.url("/mcp")
            + "\""
            + settings
            + "}}\n"
            + String.join("\n", lines)
            + (List.of(lines).stream().anyMatch(line -> line.startsWith("policy:"))
                ? "\n"
                : "\n" + ALL + "\n");
    return parsed(text);
  }

  /** A configuration whose paths begin where this scene keeps its data. */
  Configuration parsed(String text) {
    var surroundings = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  <E extends Event> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<HttpAsked> asked() {
    return server.http().rest();
  }

  @Override
  public void close() {
    agents.forEach(Agent::close);
    server.close();
  }
}
