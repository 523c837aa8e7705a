package io.portreeve.gateway.policy;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelAttributePattern;
import java.util.List;
import java.util.Set;

/**
 * What is not known of a message that is judged from a record: variables of conditions ({@code
 * args}), or members of them ({@code principal.roles}). A rule that needs one of them is neither
 * true nor false of the message.
 */
public final class Gaps {
  /** The roles of the principal, which rules ask for outside of conditions too. */
  public static final String ROLES = "principal.roles";

  /** The scopes of a token, likewise. */
  public static final String SCOPES = "principal.scopes";

  /** The client that came, likewise. */
  public static final String CLIENT = "client";

  /**
   * What the principal was to objects, which changes without the configuration and is on no record.
   * No condition knows it.
   */
  public static final String RELATIONS = "relations";

  private static final Gaps NONE = new Gaps(Set.of());

  private final Set<String> names;
  private final List<CelAttributePattern> patterns;

  private Gaps(Set<String> names) {
    this.names = Set.copyOf(names);
    this.patterns = this.names.stream().map(Gaps::pattern).toList();
  }

  /** Everything is known. */
  public static Gaps none() {
    return NONE;
  }

  /** These variables, and members as {@code variable.member}. */
  public static Gaps of(Set<String> names) {
    return names.isEmpty() ? NONE : new Gaps(names);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean has(String name) {
    return names.contains(name);
  }

  List<CelAttributePattern> patterns() {
    return patterns;
  }

  /** A member may have dots in its own name. */
  private static CelAttributePattern pattern(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? CelAttributePattern.create(name)
        : CelAttributePattern.create(name.substring(0, dot))
            .qualify(CelAttribute.Qualifier.ofString(name.substring(dot + 1)));
  }
}
