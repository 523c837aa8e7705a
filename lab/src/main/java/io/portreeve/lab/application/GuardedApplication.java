package io.portreeve.lab.application;

import io.portreeve.agent.Agent;
import io.portreeve.agent.Conversation;
import io.portreeve.agent.Event;
import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.agent.Refusal;
import io.portreeve.agent.langchain4j.AnswerLimits;
import io.portreeve.agent.langchain4j.ModelClients;
import io.portreeve.agent.langchain4j.Provider;
import io.portreeve.agent.langchain4j.ServedModel;
import io.portreeve.agent.memory.ConversationMemory;
import io.portreeve.agent.memory.Memories;
import io.portreeve.agent.memory.MemoryId;
import io.portreeve.agent.memory.MemoryLimits;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.tools.GatewayElsewhere;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.guard.Reason;
import io.portreeve.lab.scene.LabFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Consumer;

/** The same application made of {@code portreeve-agent}, which uses a gateway over HTTP. */
final class GuardedApplication implements Application {
  private static final MemoryId CONVERSATION = MemoryId.conversation("anna", "mail");

  private final Conversation conversation;
  private final Agent agent;
  private final SqliteStore store;

  private GuardedApplication(Conversation conversation, Agent agent, SqliteStore store) {
    this.conversation = conversation;
    this.agent = agent;
    this.store = store;
  }

  /** Where the gateway is and its key, where the model, and a folder for what is kept. */
  record Place(URI gateway, String key, URI model, Path folder) {}

  /** Where it remembers. */
  static Path memories(Path folder) {
    return folder.resolve("data").resolve("memories");
  }

  /**
   * Starts one.
   *
   * @param reasons told why it refused or changed something, in a word
   */
  static GuardedApplication open(
      Place place, Options options, Person person, Consumer<String> reasons) throws LabFault {
    try (Opened opened = new Opened()) {
      GatewayElsewhere link = GatewayElsewhere.start(configuration(place));
      Agent agent = opened.with(Agent.open(ModelClients.of(model(place)), link, person, options));
      DataDirectory data = DataDirectory.open(place.folder().resolve("data"));
      SqliteStore store = opened.with(SqliteStore.open(data, SqliteOptions.defaults()));
      Memories memories = Memories.in(data, store.settings(), MemoryLimits.defaults());
      var memory = new ConversationMemory(memories.open(CONVERSATION), (_, _, _) -> lost(reasons));
      Conversation talk =
          agent.converse(memory, event -> reason(event, options).ifPresent(reasons));
      return opened.complete(new GuardedApplication(talk, agent, store));
    } catch (StartFault | ToolsFailure | IOException cannot) {
      throw new LabFault("our application does not start", cannot);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new LabFault("interrupted", hurried);
    }
  }

  private static Path configuration(Place place) throws IOException {
    Path key = place.folder().resolve("gateway.key");
    Files.writeString(key, place.key());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return Files.writeString(
        place.folder().resolve("agent.yaml"),
        """
        data: ./data
        servers:
          company: {url: "%s", bearer-token: "file:%s", insecure-shared-credential: true}
        agent: {gateway: company}
        """
            .formatted(place.gateway(), key));
  }

  private static ServedModel model(Place place) {
    return new ServedModel(
        Provider.OPENAI, place.model(), "house", Optional.empty(), false, AnswerLimits.usual());
  }

  private static void lost(Consumer<String> reasons) {
    reasons.accept(Reason.MEMORY_QUARANTINED.wire());
  }

  private static Optional<String> reason(Event event, Options options) {
    return switch (event) {
      case Event.Answered _ when options.spotlight() != Spotlight.OFF ->
          Optional.of(Reason.DATA_MARKED.wire());
      case Event.Suspected(Event.Where where, String _, boolean blocked) when blocked ->
          Optional.of("suspicious-" + Forms.word(where));
      case Event.Refused(var _, Refusal why, String _) -> Optional.of("by-" + Forms.word(why));
      case Event.Answered _,
          Event.Suspected _,
          Event.Said _,
          Event.Planned _,
          Event.Asked _,
          Event.Linked _,
          Event.Attached _,
          Event.NotAttached _,
          Event.Progressed _,
          Event.Questioned _,
          Event.Replied _,
          Event.ToolsChanged _,
          Event.Cancelled _ ->
          Optional.empty();
    };
  }

  @Override
  public String hear(String said) throws LabFault {
    try {
      return conversation.say(said).text();
    } catch (ModelFailure | ToolsFailure | IOException broken) {
      throw new LabFault("our application broke", broken);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new LabFault("interrupted", hurried);
    }
  }

  @Override
  public void close() {
    agent.close();
    store.close();
  }
}
