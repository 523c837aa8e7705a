package io.portreeve.guard;

import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of data on its way: whether it may decide, who may learn it, whose it is.
 *
 * <p>Labels only ever join, and a join is never better than either side. So whoever adds a label,
 * be it a hostile server, can make data less trusted or more private, and nothing else.
 *
 * @param origins the servers that had a part in it, by the operator's names
 */
public record Label(Integrity integrity, Confidentiality confidentiality, Set<String> origins) {
  public Label {
    origins = Set.copyOf(origins);
  }

  /** Of what the user or the operator wrote. */
  public static Label trusted() {
    return new Label(Integrity.TRUSTED, Confidentiality.PUBLIC, Set.of());
  }

  /** Of what a server wrote of which nobody said more. */
  public static Label untrusted(String origin) {
    return new Label(Integrity.UNTRUSTED, Confidentiality.PUBLIC, Set.of(origin));
  }

  /** The label of what was made of both. */
  public Label join(Label other) {
    Set<String> both = new TreeSet<>(origins);
    both.addAll(other.origins);
    return new Label(
        integrity.join(other.integrity), confidentiality.join(other.confidentiality), both);
  }

  /** Whether it may not decide. */
  public boolean tainted() {
    return integrity == Integrity.UNTRUSTED;
  }
}
