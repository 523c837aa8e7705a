package io.portreeve.gateway.relations;

import io.portreeve.gateway.config.Names;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.store.Relations;
import io.portreeve.guard.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Who has a relation, as it is written: {@code principal:ann}, {@code role:staff}, {@code
 * group:/Eng}, {@code everybody}, or whoever is something to another object: {@code
 * team:red#member}.
 */
public sealed interface Holder {
  /** One principal, all of one role or group, or everybody: as it is written. */
  record Named(String text) implements Holder {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Whoever has a relation to an object. */
  record Userset(ObjectName object, String relation) implements Holder {
    @Override
    public String toString() {
      return object + "#" + relation;
    }
  }

  String EVERYBODY = "everybody";
  Pattern GROUP = Pattern.compile("\\S([^\\u0000-\\u001f\\u007f]{0,254}\\S)?");
  Pattern RELATION = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /** All that a principal is called here. */
  static List<String> of(Principal principal) {
    List<String> all = new ArrayList<>(List.of(EVERYBODY, "principal:" + principal.id()));
    principal.roles().forEach(role -> all.add("role:" + role));
    principal.groups().forEach(group -> all.add("group:" + group));
    return all;
  }

  /** Reads one; empty for what is none. */
  static Optional<Holder> parse(String text, Function<String, ObjectIds> ids) {
    if (text.equals(EVERYBODY)) {
      return Optional.of(new Named(text));
    }
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "" -> Optional.empty();
      case "principal" -> named(text, Names.isPrincipal(name));
      case "role" -> named(text, Names.isRole(name));
      case "group" -> named(text, GROUP.matcher(name).matches());
      default -> userset(text, ids);
    };
  }

  private static Optional<Holder> named(String text, boolean right) {
    return right ? Optional.of(new Named(text)) : Optional.empty();
  }

  private static Optional<Holder> userset(String text, Function<String, ObjectIds> ids) {
    int hash = text.lastIndexOf('#');
    return Relations.isUserset(text) && RELATION.matcher(text.substring(hash + 1)).matches()
        ? ObjectName.parse(text.substring(0, hash), ids)
            .map(object -> new Userset(object, text.substring(hash + 1)))
        : Optional.empty();
  }
}
