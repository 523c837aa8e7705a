package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One type of object that rules speak of: how its ids are written, what somebody can be to it, and
 * where a use names one, and which tools make one.
 *
 * @param relations by name: the relations that whoever has this one has, too
 */
public record ObjectSettings(
    ObjectIds ids,
    Map<String, List<String>> relations,
    List<NamingSettings> namedBy,
    List<CreationSettings> createdBy) {

  /** One of which no tool makes any. */
  public ObjectSettings(
      ObjectIds ids, Map<String, List<String>> relations, List<NamingSettings> namedBy) {
    this(ids, relations, namedBy, List.of());
  }

  /** What may be a type of object, and a relation. */
  static final String NAME = "[a-z][a-z0-9-]{0,63}";

  static final Key<ObjectSettings, ObjectIds> IDS =
      Key.of(
          "ids",
          Forms.oneOf(ObjectIds.class),
          ObjectIds.TEXT,
          ObjectSettings::ids,
          Strength.unordered(),
          "How its ids are written: other spellings of an id are no ids.");
  static final Key<ObjectSettings, Map<String, List<String>>> RELATIONS =
      Key.of(
          "relations",
          Forms.someEntries(relation(), Forms.list(relation())),
          Map.of("owner", List.of()),
          ObjectSettings::relations,
          Strength.unordered(),
          "What somebody can be to it; behind each relation those that it includes.");
  static final Key<ObjectSettings, List<NamingSettings>> NAMED_BY =
      Key.of(
          "named-by",
          Forms.list(NamingSettings.SECTION),
          List.of(),
          ObjectSettings::namedBy,
          Strength.unordered(),
          "Where a use names one: arguments of tools and prompts, and addresses of resources.");

  static final Key<ObjectSettings, List<CreationSettings>> CREATED_BY =
      Key.of(
          "created-by",
          Forms.list(CreationSettings.SECTION),
          List.of(),
          ObjectSettings::createdBy,
          Strength.unordered(),
          "Which tools make one: whoever calls them becomes its `owner`.");

  static final Section<ObjectSettings> SECTION =
      Section.of(
              "a type of object",
              values ->
                  new ObjectSettings(
                      values.get(IDS),
                      values.get(RELATIONS),
                      values.get(NAMED_BY),
                      values.get(CREATED_BY)),
              IDS,
              RELATIONS,
              NAMED_BY,
              CREATED_BY)
          .check(ObjectSettings::hasOwner, RELATIONS, CREATED_BY);

  private static void hasOwner(Values values, Spot spot) {
    boolean owned = values.get(RELATIONS).containsKey("owner");
    if (!owned && !values.get(CREATED_BY).isEmpty()) {
      spot.at(CREATED_BY)
          .problem("makes an owner, which is no relation here", "add `owner` to `relations`");
    }
  }

  static Scalar<String> type() {
    return Forms.matching(
        "(?!(?:principal|role|group|everybody)$)" + NAME,
        "a type of object such as `document`, and not `principal`, `role`, `group` or `everybody`");
  }

  static Scalar<String> relation() {
    return Forms.matching(NAME, "a relation such as `viewer`");
  }

  /** Every relation that somebody can have to it. */
  public Set<String> known() {
    Set<String> known = new LinkedHashSet<>(relations.keySet());
    relations.values().forEach(known::addAll);
    return known;
  }
}
