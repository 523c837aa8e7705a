package io.portreeve.controls.insecureinput;

import io.portreeve.mcp.json.JsonPointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of a tool's arguments, by where they stand.
 *
 * <p>A kind holds for every text at or below its place, unless one further down has a kind of its
 * own. {@code *} stands for every element of an array; the empty place, for all arguments.
 */
public final class ArgumentKinds {
  private static final ArgumentKinds NONE = new ArgumentKinds(Map.of(), Optional.empty());

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  private final Map<String, ArgumentKinds> below;
  private final Optional<ArgumentKind> here;

  private ArgumentKinds(Map<String, ArgumentKinds> below, Optional<ArgumentKind> here) {
    this.below = Map.copyOf(below);
    this.here = here;
  }

  /** For a tool none of whose arguments has a kind. */
  public static ArgumentKinds none() {
    return NONE;
  }

  /** The same kind for every text in every argument. */
  public static ArgumentKinds all(ArgumentKind kind) {
    return new ArgumentKinds(Map.of(), Optional.of(kind));
  }

  /**
   * What the operator declared, and what was inferred where nothing was declared.
   *
   * @param declared by the name of a top-level argument, or by JSON pointer with {@code *} for the
   *     elements of arrays; a declaration also overrides what was inferred below it
   */
  public static ArgumentKinds of(
      Map<String, ArgumentKind> declared, Collection<Inference> inferences) {
    Map<List<String>, ArgumentKind> places = new HashMap<>();
    declared.forEach((place, kind) -> places.put(tokens(place), kind));
    for (Inference inference : inferences) {
      List<String> place = tokens(inference.pointer());
      boolean overridden = covered(places, declared, place);
      if (!overridden) {
        kind(inference).ifPresent(kind -> places.put(place, kind));
      }
    }
    return tree(places, 0);
  }

  /** The kind that holds here; empty if none does. */
  public Optional<ArgumentKind> here() {
    return here;
  }

  /** The kinds at and below the member {@code name}. */
  public ArgumentKinds member(String name) {
    return inherit(below.get(name));
  }

  /**
   * The kind by which the name of a member of the object at {@code at} is judged: that of the place
   * itself, for a name may be as good an argument as a value. Top-level names, those with a kind of
   * their own and those that are plain words are the tool's: they name no object that is owned, and
   * are harmless to every other kind.
   */
  Optional<ArgumentKind> name(String name, JsonPointer at) {
    if (here.isEmpty()) {
      return here;
    }
    boolean tools = at.equals(JsonPointer.root()) || below.containsKey(name);
    boolean owned = here.filter(ArgumentKind.OwnedId.class::isInstance).isPresent();
    return tools || (!owned && PLAIN.matcher(name).matches()) ? Optional.empty() : here;
  }

  /** The kinds at and below the element {@code index}. */
  public ArgumentKinds element(int index) {
    ArgumentKinds exact = below.get(Integer.toString(index));
    return inherit(exact != null ? exact : below.get("*"));
  }

  /** Whether there is nothing to judge at or below. */
  public boolean isEmpty() {
    return here.isEmpty() && below.isEmpty();
  }

  private ArgumentKinds inherit(@Nullable ArgumentKinds found) {
    if (found == null) {
      return here.isEmpty() ? NONE : new ArgumentKinds(Map.of(), here);
    }
    return found.here.isPresent() || here.isEmpty() ? found : new ArgumentKinds(found.below, here);
  }

  private static Optional<ArgumentKind> kind(Inference inference) {
    return switch (inference) {
      case Inference.Inferred inferred -> Optional.of(inferred.kind());
      case Inference.FreeForm free -> Optional.of(free.kind());
      case Inference.Unknown _ -> Optional.empty();
    };
  }

  private static boolean covered(
      Map<List<String>, ArgumentKind> places,
      Map<String, ArgumentKind> declared,
      List<String> place) {
    return declared.keySet().stream()
        .map(ArgumentKinds::tokens)
        .anyMatch(above ->
            above.size() <= place.size()
                && place.subList(0, above.size()).equals(above)
                && places.containsKey(above));
  }

  private static List<String> tokens(String place) {
    if (!place.startsWith("/")) {
      return place.isEmpty() ? List.of() : List.of(place);
    }
    List<String> tokens = new ArrayList<>();
    for (String token : place.substring(1).split("/", -1)) {
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
    }
    return List.copyOf(tokens);
  }

  private static ArgumentKinds tree(Map<List<String>, ArgumentKind> places, int depth) {
    Map<String, Map<List<String>, ArgumentKind>> groups = new HashMap<>();
    Optional<ArgumentKind> here = Optional.empty();
    for (Map.Entry<List<String>, ArgumentKind> place : places.entrySet()) {
      if (place.getKey().size() == depth) {
        here = Optional.of(place.getValue());
      } else {
        groups
            .computeIfAbsent(place.getKey().get(depth), _ -> new HashMap<>())
            .put(place.getKey(), place.getValue());
      }
    }
    Map<String, ArgumentKinds> below = new HashMap<>();
    groups.forEach((token, group) -> below.put(token, tree(group, depth + 1)));
    return new ArgumentKinds(below, here);
  }
}
