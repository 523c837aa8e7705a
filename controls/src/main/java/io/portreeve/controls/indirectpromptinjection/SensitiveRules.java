package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.sensitive.Found;
import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator wants of what is sensitive, in one direction.
 *
 * @param except the ids of kinds that are let be
 */
public record SensitiveRules(Handling secrets, Handling personal, Set<String> except) {
  public SensitiveRules {
    except = Set.copyOf(except);
  }

  /** The same for everything. */
  public static SensitiveRules all(Handling handling) {
    return new SensitiveRules(handling, handling, Set.of());
  }

  /** What has to be looked for. */
  Set<Group> groups() {
    return Stream.of(Group.values())
        .filter(group -> of(group) != Handling.OFF)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether anything is looked for. */
  public boolean looks() {
    return secrets != Handling.OFF || personal != Handling.OFF;
  }

  /** Whether nothing sensitive may get through. */
  boolean forbids() {
    return Stream.of(secrets, personal)
        .anyMatch(handling -> handling == Handling.BLOCK || handling == Handling.REDACT);
  }

  Handling of(Kind kind) {
    return of(kind.group());
  }

  /** Of what was found, what concerns anybody. */
  List<Found> concerning(List<Found> found) {
    return except.isEmpty()
        ? found
        : found.stream().filter(one -> !except.contains(one.kind().id())).toList();
  }

  private Handling of(Group group) {
    return switch (group) {
      case SECRETS -> secrets;
      case PERSONAL -> personal;
    };
  }
}
