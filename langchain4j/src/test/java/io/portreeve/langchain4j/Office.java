package io.portreeve.langchain4j;

import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.memory.chat.ChatMemoryStore;
import dev.langchain4j.store.memory.chat.InMemoryChatMemoryStore;
import io.portreeve.agent.Answer;
import io.portreeve.agent.Event;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.Toolbox;
import io.portreeve.agent.tools.GatewayInside;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.testkit.model.ModelAsked;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ScriptedModel;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A service of LangChain4j with a model over HTTP, and a gateway in front of a server that reads
 * mail and pays. A test says what stands in the mail, and what a person says.
 */
final class Office implements AutoCloseable {
  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<String> called = new CopyOnWriteArrayList<>();
  final List<Question> questions = new ArrayList<>();
  final ScriptedModel model;
  private final Path data;
  private final ScriptedServer server;
  private final List<Toolbox> opened = new ArrayList<>();
  volatile String mail = "Lunch is at noon.";
  Answer answer = new Answer.Declined();
  ChatMemoryStore store = new InMemoryChatMemoryStore();

  Office(Path data, Function<ModelAsked, ModelTurn> mind) {
    this.data = data;
    this.model = ScriptedModel.thinking(mind);
    this.server =
        ScriptedServer.start(
            Script.modern("{'tools':{}}")
                .on("tools/list", turn -> turn.result(tools()))
                .on(
                    "tools/call",
                    turn -> {
                      String tool = turn.params().string("name").orElse("");
                      called.add(tool);
                      turn.result(text(tool.equals("read_mail") ? mail : "done"));
                    }));
  }

  private static String tools() {
    return "{'resultType':'complete','ttlMs':0,'cacheScope':'private','tools':["
        + "{'name':'read_mail','description':'Reads the newest mail.','inputSchema':"
        + "{'type':'object','properties':{'from':{'type':['string','null'],'maxLength':80}},"
        + "'required':[],'additionalProperties':false}},"
        + "{'name':'pay','description':'Pays.','inputSchema':{'type':'object'}}]}";
  }

  private static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  /** What a developer sees of it. */
  interface Clerk {
    String say(
        @dev.langchain4j.service.MemoryId String id,
        @dev.langchain4j.service.UserMessage String text);
  }

  Person person() {
    return new Person() {
      @Override
      public Answer answer(Question question) {
        questions.add(question);
        return answer;
      }

      @Override
      public Set<String> agree(Plan plan) {
        return plan.tools();
      }
    };
  }

  Toolbox toolbox(Options options, String... lines) throws ToolsFailure, InterruptedException {
    Configuration configuration = configuration(lines);
    GatewayInside inside =
        GatewayInside.start(
            configuration,
            ServedEndpoint.whole(configuration),
            new SecretSource(_ -> Optional.empty()));
    Toolbox toolbox = Toolbox.open(inside, person(), options);
    opened.add(toolbox);
    return toolbox;
  }

  ChatModel chatModel() {
    return OpenAiChatModel.builder()
        .baseUrl(model.openAi().toString())
        .apiKey("none")
        .modelName("scripted")
        .maxRetries(0)
        .build();
  }

  /** A service as it is usually built, with the tools of that toolbox. */
  AiServices<Clerk> service(Toolbox toolbox, ChatModel chatModel) {
    return AiServices.builder(Clerk.class)
        .chatModel(chatModel)
        .toolProvider(new GatewayTools(toolbox, events::add))
        .chatMemoryProvider(id ->
            MessageWindowChatMemory.builder().id(id).maxMessages(6).chatMemoryStore(store).build());
  }

  /** The same with every rule about texts. */
  Clerk guarded(Toolbox toolbox) {
    ModelGuards guards = new ModelGuards(toolbox.rules(events::add));
    return service(toolbox, guards.around(chatModel()))
        .chatRequestTransformer(guards::request)
        .build();
  }

  private Configuration configuration(String... lines) {
    String text =
        "data: ./data\nauthentication: {insecure-anonymous: {}}\npinning: {first-seen: approve}\n"
            + "transparent: true\nservers: {it: {url: \""
            + server.url("/mcp")
            + "\"}}\n"
            + String.join("\n", lines)
            + "\npolicy: {allow: [{name: all, tools: ['*']}]}\n";
    var surroundings = new Surroundings(data, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  @Override
  public void close() {
    opened.forEach(Toolbox::close);
    server.close();
    model.close();
  }
}
