package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.JsonLayout;
import io.portreeve.mcp.json.JsonNames;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/** The members that an object surely may have. Looks at each member once. */
final class SureMembers {
  private final JsonNames names;
  private final SureFit[] fits;
  private final boolean[] required;
  private final int most;
  private final SureFit others;

  /**
   * @param described those with a schema of their own, in the order of the schema
   * @param required those that must be there
   * @param others what all others must be
   */
  SureMembers(SequencedMap<String, SureFit> described, Set<String> required, SureFit others) {
    List<String> all =
        Stream.concat(described.keySet().stream(), required.stream()).distinct().toList();
    this.names = JsonNames.of(all);
    this.fits = new SureFit[all.size()];
    this.required = new boolean[all.size()];
    for (int place = 0; place < all.size(); place++) {
      this.fits[place] = described.getOrDefault(all.get(place), others);
      this.required[place] = required.contains(all.get(place));
    }
    this.most = required.size();
    this.others = others;
  }

  /** Whether all members of an object are such, and those that must be there are there. */
  boolean takes(JsonLayout text, int object) {
    int missing = most;
    int end = text.after(object);
    int likely = 0; // most objects have their members in the order of the schema
    for (int name = text.first(object); name < end; ) {
      int place = text.place(name, names, likely);
      int value = text.named(name);
      SureFit fit = place == JsonNames.NONE ? others : fits[place];
      if (!fit.takes(text, value)) {
        return false;
      }
      likely = place + 1; // the first again after one that is not described
      missing -= place != JsonNames.NONE && required[place] ? 1 : 0;
      name = text.after(value);
    }
    return missing == 0;
  }
}
