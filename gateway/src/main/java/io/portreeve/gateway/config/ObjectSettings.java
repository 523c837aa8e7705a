package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Scalar;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One type of object that rules speak of: how its ids are written, what somebody can be to it, and
 * where a use names one.
 *
 * @param relations by name: the relations that whoever has this one has, too
 */
public record ObjectSettings(
    ObjectIds ids, Map<String, List<String>> relations, List<NamingSettings> namedBy) {

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

  static final Section<ObjectSettings> SECTION =
      Section.of(
          "a type of object",
          values ->
              new ObjectSettings(values.get(IDS), values.get(RELATIONS), values.get(NAMED_BY)),
          IDS,
          RELATIONS,
          NAMED_BY);

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
