package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;

/** A caller who climbs out of the directory that a tool serves, by a path in disguise. */
public final class PathTraversal implements Attack {
  private static final Path ROOT = Path.of("/srv/docs");

  @Override
  public Mitigation mitigation() {
    return Mitigation.INPUT_SANITIZATION;
  }

  @Override
  public String story() {
    return "an encoded path climbs out of the directory that a tool serves";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool(
                "read_file",
                "Reads a file.",
                "{'type':'object','properties':{'path':{'type':'string'}},'required':['path']}")),
        (_, arguments) -> LabServer.text(read(arguments.string("path").orElse(""))));
  }

  /** As careless servers do it: decoded, resolved, and never compared with the root again. */
  private static String read(String path) {
    Path resolved = ROOT.resolve(path.replace("%2e", ".").replace("%2f", "/")).normalize();
    return resolved.startsWith(ROOT) ? "a document" : "root:x:0:0 from " + resolved;
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: all, tools: [\"*\"]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    JsonObject arguments = JsonObject.empty().with("path", "%2e%2e%2f%2e%2e%2fetc/shadow");
    String answer = client.call(LabClient.Role.STAFF, "read_file", arguments);
    return new Attempt(answer.contains("root:x:0:0"), answer);
  }
}
