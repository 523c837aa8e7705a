package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.relations.Holder;
import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.store.Relation;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How relations are written on the command line and in files, for the types of a configuration. */
final class RelationText {
  static final List<String> HEAD = List.of("OBJECT", "RELATION", "HOLDER", "SINCE");

  /** What an argument of kind {@code id} asks for, whatever its type has. */
  private static final String OWNER = "owner";

  private static final String HOLDERS =
      "write `principal:NAME`, `role:NAME`, `group:NAME`, `everybody`, or `TYPE:ID#RELATION`";

  private final Map<String, ObjectSettings> types;
  private final Inclusions inclusions;

  RelationText(Configuration configuration) {
    this.types = configuration.policy().objects();
    this.inclusions = new Inclusions(types);
  }

  /** What is wrong with a text, and what to do about it. */
  record Fault(String what, String fix) {}

  /** A relation, or else what is wrong with it. */
  record Read(Optional<Relation> relation, List<Fault> faults) {}

  /** Reads its three words. */
  Read read(String object, String name, String holder, Instant since) {
    Optional<ObjectName> thing = ObjectName.parse(object, inclusions::ids);
    Optional<Holder> who = Holder.parse(holder, inclusions::ids);
    List<Fault> faults = new ArrayList<>();
    if (thing.isEmpty()) {
      faults.add(noObject(object));
    }
    if (!Holder.RELATION.matcher(name).matches()) {
      faults.add(
          new Fault(Words.quoted(name) + " is no relation", "write a word such as `viewer`"));
    }
    if (who.isEmpty()) {
      faults.add(new Fault(Words.quoted(holder) + " is no holder", HOLDERS));
    }
    return new Read(
        faults.isEmpty()
            ? Optional.of(
                new Relation(
                    thing.orElseThrow().type(),
                    thing.orElseThrow().id(),
                    name,
                    who.orElseThrow().toString(),
                    since))
            : Optional.empty(),
        faults);
  }

  Fault noObject(String object) {
    return new Fault(
        Words.quoted(object) + " is no object",
        "write one such as `document:7`; the configuration says how the ids of a type are written");
  }

  Optional<ObjectName> object(String text) {
    return ObjectName.parse(text, inclusions::ids);
  }

  Optional<Holder> holder(String text) {
    return Holder.parse(text, inclusions::ids);
  }

  /** What is wrong with a relation that its type does not have, which nobody would ask for. */
  Optional<Fault> unknown(Relation relation) {
    return Optional.ofNullable(types.get(relation.type()))
        .filter(type -> !type.known().contains(relation.name()))
        .filter(_ -> !relation.name().equals(OWNER))
        .map(type ->
            new Fault(
                Words.quoted(relation.name()) + " is no relation of `" + relation.type() + "`",
                "write one that it has: " + String.join(", ", type.known())));
  }

  /** What a relation counts for, where no rule can name it. */
  Optional<String> idle(Relation relation) {
    String who = "`" + relation.type() + ":" + relation.id() + "#" + relation.name() + "`";
    String counts =
        "it counts only through the holder "
            + who
            + (relation.name().equals(OWNER) ? ", and for an argument of kind `id`" : "");
    Optional<ObjectSettings> type = Optional.ofNullable(types.get(relation.type()));
    if (type.isEmpty()) {
      String missing = "the configuration has no type `" + relation.type() + "`";
      return Optional.of(missing + " under `policy.objects`: " + counts);
    }
    return type.filter(it -> !it.known().contains(relation.name()))
        .map(_ ->
            "`" + relation.name() + "` is no relation of `" + relation.type() + "`: " + counts);
  }

  static List<String> row(Relation relation) {
    return List.of(
        Shown.of(relation.type() + ":" + relation.id()),
        relation.name(),
        Shown.of(relation.holder()),
        shown(relation.since()));
  }

  static JsonObject json(Relation relation) {
    return JsonObject.empty()
        .with("object", relation.type() + ":" + relation.id())
        .with("relation", relation.name())
        .with("holder", relation.holder())
        .with("since", shown(relation.since()));
  }

  static String line(Relation relation) {
    return Shown.of(relation.holder())
        + " "
        + relation.name()
        + " of "
        + Shown.of(relation.type() + ":" + relation.id());
  }

  private static String shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
