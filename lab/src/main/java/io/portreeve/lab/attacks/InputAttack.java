package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.lab.scene.Target;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Arguments that do harm in real software, in every way that is listed.
 *
 * @param target opens the software
 * @param declared what the operator says of each tool's arguments, one line of YAML a tool
 * @param honest a call that has to be answered with and without the guard
 */
public record InputAttack(
    Mitigation mitigation,
    String story,
    Opening target,
    List<String> declared,
    Way honest,
    List<Way> ways)
    implements Attack {
  public InputAttack {
    declared = List.copyOf(declared);
    ways = List.copyOf(ways);
  }

  /** Opens software for one attempt. */
  @FunctionalInterface
  public interface Opening {
    Target open() throws IOException;
  }

  /**
   * One call.
   *
   * @param arguments in which {@code {place}} stands for the target's place
   */
  public record Way(String tool, JsonObject arguments) {
    /** A call with one text. */
    public static Way of(String tool, String argument, String text) {
      return new Way(tool, JsonObject.empty().with(argument, text));
    }

    /** One with these arguments: JSON with single quotes. */
    public static Way with(String tool, String arguments) {
      return new Way(tool, ToolText.object(arguments));
    }

    /** One for each text. */
    public static List<Way> each(String tool, String argument, String... texts) {
      return Stream.of(texts).map(text -> of(tool, argument, text)).toList();
    }

    /** All of these. */
    static List<Way> all(List<List<Way>> ways) {
      return ways.stream().flatMap(List::stream).toList();
    }

    private JsonObject in(Target target) {
      return ToolText.json(arguments.toString().replace("{place}", target.place()));
    }
  }

  /** The same where the operator declared nothing. */
  public InputAttack undeclared() {
    return new InputAttack(mitigation, story, target, List.of(), honest, ways);
  }

  @Override
  public LabServer server() throws LabFault {
    try {
      return LabServer.executing(target.open());
    } catch (IOException closed) {
      throw new LabFault("the target cannot be opened", closed);
    }
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public String serverSettings(LabServer server) {
    String lines = String.join("\n", declared).replace("{place}", server.target().place());
    return declared.isEmpty() ? "" : "tools:\n" + lines.indent(2);
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<Trial> trials = new ArrayList<>();
    for (Way way : ways) {
      trials.add(trial(client, server.target(), way));
    }
    Trial good = trial(client, server.target(), honest);
    if (good.worked() || good.evidence().contains("\"isError\":true")) {
      throw new LabFault(story + ": an honest call fails: " + good.evidence());
    }
    return new Attempt(trials);
  }

  private static Trial trial(LabClient client, Target target, Way way) throws LabFault {
    String answer = client.call(LabClient.Role.STAFF, way.tool(), way.in(target));
    try {
      return new Trial(way.tool() + " " + way.arguments(), target.harmed(answer), answer);
    } catch (IOException broken) {
      throw new LabFault("what was done to the target cannot be seen", broken);
    }
  }
}
