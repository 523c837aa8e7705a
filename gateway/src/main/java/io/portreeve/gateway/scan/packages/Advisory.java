package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What OSV knows of a vulnerability: which versions of which packages have it. */
public record Advisory(JsonObject json) {
  /** The bytes of a {@link #brief()} advisory. */
  static final int LARGEST_BRIEF = 8 << 10;

  private static final int LONGEST_SUMMARY = 500;

  String id() {
    return json.string("id").orElse("");
  }

  /** What it is, in a line. */
  String summary() {
    return json.string("summary").or(() -> json.string("details")).orElse("");
  }

  /**
   * What findings tell of it and no more, small whatever was published: only the version that mends
   * it is left out where there are too many of them. It no longer says which versions have it.
   */
  Advisory brief() {
    String text = summary();
    JsonObject told =
        JsonObject.empty()
            .with("id", id())
            .with("summary", text.length() > LONGEST_SUMMARY ? cut(text) : text)
            .with("database_specific", JsonObject.empty().with("severity", severity().word()));
    JsonObject known = isWithdrawn() ? told.with("withdrawn", true) : told;
    JsonObject whole =
        known.with("affected", JsonArray.of(affected().map(Advisory::mended).toList()));
    return new Advisory(whole.toBytes().length <= LARGEST_BRIEF ? whole : known);
  }

  /** Never in the middle of a character. */
  private static String cut(String text) {
    boolean half = Character.isHighSurrogate(text.charAt(LONGEST_SUMMARY - 1));
    return text.substring(0, LONGEST_SUMMARY - (half ? 1 : 0));
  }

  private static JsonObject mended(JsonObject affected) {
    List<JsonObject> fixed =
        Elements.of(affected, "ranges")
            .flatMap(range -> Elements.of(range, "events"))
            .flatMap(event -> event.string("fixed").stream())
            .distinct()
            .map(version -> JsonObject.empty().with("fixed", version))
            .toList();
    JsonObject named = JsonObject.empty().with("name", name(affected).orElse(""));
    return JsonObject.of("package", named)
        .with("ranges", JsonArray.of(List.of(JsonObject.of("events", JsonArray.of(fixed)))));
  }

  /** Whether its author took it back. */
  boolean isWithdrawn() {
    return json.has("withdrawn");
  }

  /** Whether the package was made to do harm. */
  boolean isMalice() {
    return id().startsWith("MAL-");
  }

  /** As its database has it; what says nothing may be bad. */
  Severity severity() {
    String word =
        json.object("database_specific")
            .flatMap(it -> it.string("severity"))
            .orElse("")
            .toUpperCase(Locale.ROOT);
    return switch (word) {
      case "LOW" -> Severity.LOW;
      case "MODERATE", "MEDIUM" -> Severity.MEDIUM;
      case "CRITICAL" -> Severity.CRITICAL;
      default -> Severity.HIGH;
    };
  }

  /** The names of the packages it is about. */
  Stream<String> names(Ecosystem ecosystem) {
    return affected()
        .filter(it -> ecosystem(it).equals(Optional.of(ecosystem)))
        .flatMap(it -> name(it).map(ecosystem::name).stream());
  }

  /** Whether this version has it. */
  boolean affects(Component component) {
    return !isWithdrawn()
        && affected()
            .filter(it -> ecosystem(it).equals(Optional.of(component.ecosystem())))
            .filter(it ->
                name(it).map(component.ecosystem()::name).equals(Optional.of(component.name())))
            .anyMatch(it -> affects(it, component));
  }

  /** The first version of the same package without it, if there is one. */
  Optional<String> fixed(Component component) {
    Comparator<String> order = component.ecosystem().versions();
    return affected()
        .filter(
            it -> name(it).map(component.ecosystem()::name).equals(Optional.of(component.name())))
        .flatMap(it -> Elements.of(it, "ranges"))
        .flatMap(range -> Elements.of(range, "events"))
        .flatMap(event -> event.string("fixed").stream())
        .filter(version -> order.compare(version, component.version()) > 0)
        .min(order);
  }

  private Stream<JsonObject> affected() {
    return Elements.of(json, "affected");
  }

  private static boolean affects(JsonObject affected, Component component) {
    JsonArray versions = affected.array("versions").orElse(JsonArray.empty());
    Comparator<String> order = component.ecosystem().versions();
    boolean listed =
        versions.stream()
            .anyMatch(one ->
                one instanceof JsonString text
                    && order.compare(text.value(), component.version()) == 0);
    return listed
        || Elements.of(affected, "ranges")
            .anyMatch(range -> isIn(range, component.version(), order));
  }

  /** The events in the order of their versions: the last one that is not after it decides. */
  private static boolean isIn(JsonObject range, String version, Comparator<String> order) {
    if (range.string("type").equals(Optional.of("GIT"))) {
      return false;
    }
    List<JsonObject> events = Elements.of(range, "events").toList();
    boolean introduced =
        events.stream()
            .flatMap(event -> event.string("introduced").stream())
            .anyMatch(start -> isFrom(start, version, order));
    return introduced && !isOver(events, version, order);
  }

  private static boolean isFrom(String start, String version, Comparator<String> order) {
    return start.equals("0") || order.compare(start, version) <= 0;
  }

  private static boolean isOver(List<JsonObject> events, String version, Comparator<String> order) {
    Optional<String> begun =
        events.stream()
            .flatMap(event -> event.string("introduced").stream())
            .filter(start -> isFrom(start, version, order))
            .max((one, other) ->
                one.equals("0") ? -1 : other.equals("0") ? 1 : order.compare(one, other));
    Stream<Boolean> ends =
        Stream.concat(
            ends(events, "fixed", begun.orElse("0"), order)
                .map(end -> order.compare(end, version) <= 0),
            ends(events, "last_affected", begun.orElse("0"), order)
                .map(end -> order.compare(end, version) < 0));
    return ends.anyMatch(over -> over);
  }

  /** Those that end what began there, and not what was over before. */
  private static Stream<String> ends(
      List<JsonObject> events, String kind, String begun, Comparator<String> order) {
    return events.stream()
        .flatMap(event -> event.string(kind).stream())
        .filter(end -> begun.equals("0") || order.compare(end, begun) >= 0);
  }

  private static Optional<Ecosystem> ecosystem(JsonObject affected) {
    return affected
        .object("package")
        .flatMap(it -> it.string("ecosystem"))
        .flatMap(written -> Ecosystem.ofOsv(written.split(":", 2)[0]));
  }

  private static Optional<String> name(JsonObject affected) {
    return affected.object("package").flatMap(it -> it.string("name"));
  }
}
