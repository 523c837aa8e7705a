package io.portreeve.gateway.rig;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * What OCSF 1.8.0 demands of the classes and objects that we use: which attributes there are, which
 * must be there, and which numbers they may have. Of those that there are, only what we may come to
 * use stands here, so that an attribute that we invent is found.
 */
public final class OcsfSchema {
  private static final Set<Integer> ANY_ACTION = ids("0-4 99");
  private static final Set<Integer> ANY_DISPOSITION = ids("0-27 99");
  private static final Set<Integer> SEVERITIES = ids("0-6 99");
  private static final Set<Integer> STATUS = ids("0-2 99");

  private static final String BASE_REQUIRED =
      "activity_id category_uid class_uid metadata severity_id time type_uid";
  private static final String BASE =
      BASE_REQUIRED
          + " activity_name category_name class_name message raw_data severity status status_code"
          + " status_detail status_id timezone_offset unmapped action_id disposition_id is_alert";

  private static final Map<Integer, Type> CLASSES =
      Map.of(
          2004,
          new Type(
              2, "finding_info", "resources evidences confidence_id", ids("0-3 99"), ids("1-6")),
          3002,
          new Type(
              3, "user", "actor service src_endpoint dst_endpoint session", ids("0-7 99"), STATUS),
          3004,
          new Type(3, "entity", "actor src_endpoint entity_result comment", ids("0-13 99"), STATUS),
          6002,
          new Type(6, "app", "", ids("0-8 99"), STATUS),
          6003,
          new Type(
              6, "actor api src_endpoint", "dst_endpoint resources trace", ids("0-4 99"), STATUS));

  private static final Map<String, Thing> OBJECTS =
      Map.ofEntries(
          Map.entry(
              "metadata",
              new Thing(
                  "product version",
                  "",
                  "uid sequence log_name event_code profiles correlation_uid original_time")),
          Map.entry("product", new Thing("", "name uid", "vendor_name version")),
          Map.entry("app", new Thing("", "name uid", "vendor_name version")),
          Map.entry("api", new Thing("operation", "", "request response service version group")),
          Map.entry("request", new Thing("uid", "", "data flags containers")),
          Map.entry("actor", new Thing("", "user app_name app_uid process session", "idp")),
          Map.entry("user", new Thing("", "name uid account", "groups type type_id")),
          Map.entry("src_endpoint", new Thing("", "ip name hostname uid svc_name", "port type")),
          Map.entry("service", new Thing("", "name uid", "version labels")),
          Map.entry("finding_info", new Thing("uid", "", "title desc types analytic")),
          Map.entry("entity", new Thing("", "name uid user policy", "type data version")),
          Map.entry("resources", new Thing("", "name uid", "type labels data")));

  private OcsfSchema() {}

  private record Type(
      int category,
      String required,
      String known,
      Set<Integer> activities,
      Set<Integer> statuses) {}

  private record Thing(String required, String oneOf, String known) {}

  private static Set<Integer> ids(String ranges) {
    return words(ranges).stream()
        .flatMap(range -> {
          String[] ends = range.split("-", -1);
          return IntStream.rangeClosed(
                  Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
              .boxed();
        })
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Each way in which this is no event; none if it is one. */
  public static List<String> breaches(JsonObject event) {
    Type type = CLASSES.get((int) number(event, "class_uid"));
    if (type == null) {
      return List.of("no class that we use: " + event);
    }
    List<String> wrong = new ArrayList<>();
    Set<String> known = words(BASE + " " + type.required() + " " + type.known());
    members(event).stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> wrong.add("there is no " + name));
    words(BASE_REQUIRED + " " + type.required()).stream()
        .filter(name -> !event.has(name))
        .forEach(name -> wrong.add(name + " is missing"));
    among(event, "activity_id", type.activities(), wrong);
    among(event, "severity_id", SEVERITIES, wrong);
    among(event, "status_id", type.statuses(), wrong);
    among(event, "action_id", ANY_ACTION, wrong);
    among(event, "disposition_id", ANY_DISPOSITION, wrong);
    numbers(event, type, wrong);
    event.forEach(member -> things(member, wrong));
    return wrong;
  }

  private static void numbers(JsonObject event, Type type, List<String> wrong) {
    if (number(event, "category_uid") != type.category()
        || number(event, "type_uid")
            != number(event, "class_uid") * 100 + number(event, "activity_id")) {
      wrong.add("category or type do not belong to the class");
    }
    if (number(event, "activity_id") == 99 && event.string("activity_name").isEmpty()) {
      wrong.add("an activity of the source's own has no name");
    }
    boolean control = event.has("action_id") || event.has("disposition_id");
    boolean said = event.toString().contains("\"security_control\"");
    if (control && !said) {
      wrong.add("a profile is used and not named");
    }
    if (number(event, "class_uid") == 3002 && !event.has("service") && !event.has("dst_endpoint")) {
      wrong.add("neither service nor dst_endpoint");
    }
  }

  private static void things(JsonMember member, List<String> wrong) {
    Thing thing = OBJECTS.get(member.name());
    if (thing == null) {
      return;
    }
    List<Json> all =
        member.value() instanceof JsonArray several
            ? several.stream().toList()
            : List.of(member.value());
    for (Json one : all) {
      if (one instanceof JsonObject object) {
        thing(member.name(), thing, object, wrong);
      } else {
        wrong.add(member.name() + " is no object");
      }
    }
  }

  private static void thing(String name, Thing thing, JsonObject object, List<String> wrong) {
    Set<String> known = words(thing.required() + " " + thing.oneOf() + " " + thing.known());
    members(object).stream()
        .filter(one -> !known.contains(one))
        .forEach(one -> wrong.add("there is no " + name + "." + one));
    words(thing.required()).stream()
        .filter(one -> !object.has(one))
        .forEach(one -> wrong.add(name + "." + one + " is missing"));
    if (!thing.oneOf().isEmpty() && words(thing.oneOf()).stream().noneMatch(object::has)) {
      wrong.add(name + " has none of " + thing.oneOf());
    }
    object.forEach(member -> things(member, wrong));
  }

  private static Set<String> members(JsonObject object) {
    return StreamSupport.stream(object.spliterator(), false)
        .map(JsonMember::name)
        .collect(Collectors.toSet());
  }

  private static void among(JsonObject event, String name, Set<Integer> ids, List<String> wrong) {
    if (event.has(name) && !ids.contains((int) number(event, name))) {
      wrong.add(name + " may not be " + number(event, name));
    }
  }

  private static long number(JsonObject event, String name) {
    return event.get(name).map(value -> Long.parseLong(value.toString())).orElse(-1L);
  }
}
