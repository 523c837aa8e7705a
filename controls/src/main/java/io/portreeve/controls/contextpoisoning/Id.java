package io.portreeve.controls.contextpoisoning;

import java.util.List;
import java.util.Locale;

/**
 * An id that a result issued.
 *
 * @param about words that tell what kind of object it names: those of the tool that issued it, and
 *     of the fields beside it. The seventh file is not the seventh mail.
 */
record Id(String text, String about) {
  private static final List<String> SUFFIXES = List.of("_ids", "_id", "ids", "id");

  static boolean isNameOfOne(String member) {
    String name = member.toLowerCase(Locale.ROOT);
    return name.equals("id")
        || name.equals("id_")
        || name.equals("_id")
        || name.equals("uuid")
        || name.endsWith("_id")
        || name.endsWith("_ids")
        || member.endsWith("Id");
  }

  /** Whether it is the id of the kind of object that a member of that name wants. */
  boolean isFor(Scalar wanted) {
    return text.equals(wanted.text()) && about.contains(kind(wanted.name()));
  }

  private static String kind(String member) {
    String name = member.toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (isNameOfOne(member) && name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return "";
  }
}
