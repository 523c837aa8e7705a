package io.portreeve.lab.attacks;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user who asks for the order of another, where only an outside decision point knows whose an
 * order is, and the rules allow the tool to everybody.
 */
public final class ForeignOrder implements Attack {
  private static final String POINT = "/access/v1/evaluation";
  private static final Map<String, String> OWNERS = Map.of("1", "anna", "2", "gus");
  private static final Json FOREIGN = JsonString.of("1");
  private static final Json OWN = JsonString.of("2");

  private final List<JsonObject> ways;
  private final String owner;

  private ForeignOrder(List<JsonObject> ways, String owner) {
    this.ways = ways;
    this.owner = owner;
  }

  /** Somebody else's order, by itself and among one's own. */
  public ForeignOrder() {
    this(
        List.of(
            JsonObject.of("id", FOREIGN),
            JsonObject.of("id", JsonNumber.of(1)),
            JsonObject.of("id", JsonArray.of(OWN, FOREIGN))),
        "anna");
  }

  /** No attack: it shows that nothing but whose the order is stops the others. */
  public static Attack own() {
    return new ForeignOrder(List.of(JsonObject.of("id", OWN)), "gus");
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a user reads the order of another, whose only a decision point outside knows it is";
  }

  @Override
  public LabServer server() {
    return new LabServer(
            Definitions.always(
                Definitions.tool(
                    "read_order",
                    "Reads orders.",
                    "{'type':'object','properties':{'id':{}},'required':['id']}")),
            (_, arguments) ->
                LabServer.text("order of " + owners(arguments.get("id").orElseThrow())))
        .behind(ForeignOrder::decided);
  }

  private static List<String> owners(Json id) {
    return switch (id) {
      case JsonArray several -> several.stream().flatMap(one -> owners(one).stream()).toList();
      case JsonString text -> owner(text.value());
      case JsonNumber number -> owner(number.literal());
      case JsonObject _, JsonBoolean _, JsonNull _ -> List.of();
    };
  }

  private static List<String> owner(String id) {
    return Optional.ofNullable(OWNERS.get(id)).stream().toList();
  }

  /** The decision point: everybody may have what is his own, and nothing else. */
  private static boolean decided(HttpRequest request, HttpReply reply) throws JsonRefused {
    if (!request.path().equals(POINT)) {
      return false;
    }
    JsonObject question = (JsonObject) JsonReader.read(request.body(), JsonLimits.defaults());
    String who = question.object("subject").flatMap(it -> it.string("id")).orElse("");
    boolean own =
        question
            .object("resource")
            .flatMap(resource -> resource.object("properties"))
            .flatMap(properties -> properties.object("arguments"))
            .flatMap(arguments -> arguments.get("id"))
            .filter(id -> owners(id).equals(List.of(who)))
            .isPresent();
    reply.send(
        200,
        HttpFields.of("content-type", "application/json"),
        JsonObject.empty().with("decision", own).toBytes());
    return true;
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public String policy(URI server) {
    return policy() + "\ndecision-point: {url: \"" + server.resolve(POINT) + "\"}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<Trial> trials = new ArrayList<>();
    for (JsonObject way : ways) {
      String answer = client.call(LabClient.Role.GUEST, "read_order", way);
      trials.add(new Trial(way.toString(), answer.contains(owner), answer));
    }
    return new Attempt(trials);
  }
}
