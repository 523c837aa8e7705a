package io.portreeve.gateway.scan.program;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words after a program's name: options, their values, and what is neither. */
record Words(List<String> all) {
  /** The value of the first of these options. */
  Optional<String> option(Set<String> names) {
    for (int i = 0; i < all.size(); i++) {
      String word = all.get(i);
      int equal = word.indexOf('=');
      if (names.contains(word) && i + 1 < all.size()) {
        return Optional.of(all.get(i + 1));
      }
      if (equal > 0 && names.contains(word.substring(0, equal))) {
        return Optional.of(word.substring(equal + 1));
      }
    }
    return Optional.empty();
  }

  /** The first word that is no option, and no value of one of these. */
  Optional<String> plain(Set<String> withValue) {
    boolean value = false;
    for (String word : all) {
      if (!value && !word.startsWith("-")) {
        return Optional.of(word);
      }
      value = !value && withValue.contains(word);
    }
    return Optional.empty();
  }

  /** What follows one of these words; empty if none of them is there. */
  Optional<Words> after(Set<String> verbs) {
    for (int i = 0; i < all.size(); i++) {
      if (verbs.contains(all.get(i))) {
        return Optional.of(new Words(all.subList(i + 1, all.size())));
      }
    }
    return Optional.empty();
  }
}
