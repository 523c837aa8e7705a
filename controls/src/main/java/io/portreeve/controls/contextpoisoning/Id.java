package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An id that a result issued, and the kind of object it names: file 7 is not mail 7. */
record Id(String text, Kind kind) {
  private static final Set<String> LAST = Set.of("id", "ids", "uuid", "uuids");

  /** Whether a member of that name holds ids: {@code file_id}, {@code fileIDs}, {@code _id}. */
  static boolean isNameOfOne(String member) {
    return LAST.contains(Spelling.last(Spelling.words(member)));
  }

  /** Whether that name says that it holds one id, and not of what. */
  static boolean isPlainNameOfOne(String member) {
    return List.of(List.of("id"), List.of("uuid")).contains(Spelling.words(member));
  }

  /**
   * Whether it is what an argument wants that holds this value. Each kind that the name of the
   * argument or of the member within tells must be its own. Where none is told, only the plain
   * {@code id} takes any.
   */
  boolean isFor(String argument, Scalar wanted) {
    List<Kind> kinds =
        Stream.of(argument, wanted.name())
            .filter(Id::isNameOfOne)
            .map(Kind::wantedBy)
            .filter(told -> !told.isUnknown())
            .toList();
    return text.equals(wanted.text())
        && (kinds.isEmpty() ? isPlainNameOfOne(argument) : kinds.stream().allMatch(kind::is));
  }
}
