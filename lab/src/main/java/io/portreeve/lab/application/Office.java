package io.portreeve.lab.application;

import io.portreeve.agent.Options;
import io.portreeve.agent.Person;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.testkit.model.ModelAsked;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where an application is set up, with a model over HTTP and a folder of its own: a naive one that
 * speaks to its server, or ours in its place where there is a gateway.
 */
public final class Office implements AutoCloseable {
  private final LabClient client;
  private final ScriptedModel model;
  private final Path folder;
  private final Set<String> reasons = new LinkedHashSet<>();

  private Office(LabClient client, ScriptedModel model, Path folder) {
    this.client = client;
    this.model = model;
    this.folder = folder;
  }

  /** One whose model makes that of what it reads. */
  public static Office open(LabClient client, Function<ModelAsked, ModelTurn> mind)
      throws LabFault {
    try {
      Path folder = Files.createTempDirectory("portreeve-lab-application");
      return new Office(client, ScriptedModel.thinking(mind), folder);
    } catch (IOException full) {
      throw new LabFault("no place for an application", full);
    }
  }

  /**
   * Starts it, with what it remembers from before.
   *
   * @param options of ours
   * @param person who sits in front of ours; nobody was ever asked by the other
   */
  public Application start(Options options, Person person) throws LabFault {
    Optional<String> key = client.key(LabClient.Role.STAFF);
    return key.isEmpty()
        ? new NaiveApplication(client, model.openAi(), naiveMemory())
        : GuardedApplication.open(
            new GuardedApplication.Place(client.endpoint(), key.get(), model.openAi(), folder),
            options,
            person,
            reasons::add);
  }

  /** Why ours refused or changed something, as far as it did so itself. */
  public List<String> reasons() {
    return new ArrayList<>(reasons);
  }

  /** The file of what it remembers. */
  public Path memory() throws LabFault {
    if (client.key(LabClient.Role.STAFF).isEmpty()) {
      return naiveMemory();
    }
    try (Stream<Path> files = Files.list(GuardedApplication.memories(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> !file.toString().endsWith(".quarantine.jsonl"))
          .findFirst()
          .orElseThrow(() -> new LabFault("nothing is remembered"));
    } catch (IOException unreadable) {
      throw new LabFault("the memories cannot be listed", unreadable);
    }
  }

  private Path naiveMemory() {
    return folder.resolve("conversation.jsonl");
  }

  @Override
  public void close() throws LabFault {
    model.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new LabFault("the folder of an application stays", left);
    }
  }
}
