package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.Kind;
import io.portreeve.controls.sensitive.Wanted;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the operator wants of what is sensitive, in one direction.
 *
 * @param except the ids of kinds that are let be
 */
public record SensitiveRules(Handling secrets, Handling personal, Set<String> except)
    implements Wanted {
  public SensitiveRules {
    except = Set.copyOf(except);
  }

  /** The same for everything. */
  public static SensitiveRules all(Handling handling) {
    return new SensitiveRules(handling, handling, Set.of());
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

  /** Of a kind that is let be, as of one that nobody looks for. */
  Handling of(Kind kind) {
    return except.contains(kind.id()) ? Handling.OFF : of(kind.group());
  }

  @Override
  public int strictness(Kind kind) {
    return switch (of(kind)) {
      case BLOCK -> 3;
      case REDACT -> 2;
      case ALERT -> 1;
      case OFF -> 0;
    };
  }

  private Handling of(Group group) {
    return switch (group) {
      case SECRETS -> secrets;
      case PERSONAL -> personal;
    };
  }
}
