package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabClient.Role;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * A user who reads what the agent of another made just now, by its id; and who has the server say
 * that he made it himself.
 */
public final class ForeignNote implements Attack {
  private static final JsonObject NOTE = JsonObject.empty().with("id", 9);

  private final Role reader;

  private ForeignNote(Role reader) {
    this.reader = reader;
  }

  /** Somebody else reads it. */
  public ForeignNote() {
    this(Role.GUEST);
  }

  /** No attack: whoever made it reads it. */
  public static Attack own() {
    return new ForeignNote(Role.STAFF);
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a user reads a note that another just made, by its id, or by making it once more, with"
        + " and without naming it";
  }

  @Override
  public LabServer server() {
    String id = "{'type':'object','properties':{'id':{'type':'integer'}}}";
    return new LabServer(
        Definitions.always(
            Definitions.tool("make_note", "Makes a note, or gives the one of that id.", id),
            Definitions.tool("read_note", "Reads a note.", id)),
        (_, _) -> LabServer.text("anna's secret").with("structuredContent", NOTE));
  }

  @Override
  public String policy() {
    return """
    objects:
      note:
        ids: number
        named-by: [{tools: [read_note], argument: id}]
        created-by: [{servers: [lab], tools: [make_note], result: /id}]
    allow:
      - {name: makers, tools: [make_note]}
      - {name: readers, tools: [read_note], objects: {note: owner}}\
    """;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    var _ = client.call(Role.STAFF, "make_note", JsonObject.empty());
    String read = client.call(reader, "read_note", NOTE);
    String made = client.call(reader, "make_note", JsonObject.empty());
    String named = client.call(reader, "make_note", NOTE);
    return new Attempt(
        List.of(
            new Trial("read", read.contains("secret"), read),
            new Trial("made again", made.contains("secret"), made),
            new Trial("named", named.contains("secret"), named)));
  }
}
