package io.portreeve.gateway.schema;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNames;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.NamedMembers;
import java.util.BitSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The members that an object surely may have: what is no object is no matter of theirs. Looks at
 * each member once.
 */
final class SureMembers implements SureFit {
  private final JsonNames names;
  private final List<SureFit> fits;
  private final SureFit others;
  private final BitSet required = new BitSet();

  /**
   * @param described those with a schema of their own, in the order of the schema
   * @param required those that must be there
   * @param others what all others must be
   */
  SureMembers(SequencedMap<String, SureFit> described, Set<String> required, SureFit others) {
    List<String> all =
        Stream.concat(described.keySet().stream(), required.stream()).distinct().toList();
    for (int place = 0; place < all.size(); place++) {
      this.required.set(place, required.contains(all.get(place)));
    }
    this.names = JsonNames.of(all);
    this.fits = all.stream().map(name -> described.getOrDefault(name, others)).toList();
    this.others = others;
  }

  @Override
  public boolean takes(Json value) {
    return !(value instanceof JsonObject object) || takes(object);
  }

  private boolean takes(JsonObject object) {
    NamedMembers members = object.members(names);
    int missing = required.cardinality();
    while (members.next()) {
      int place = members.place();
      SureFit fit = place == JsonNames.NONE ? others : fits.get(place);
      if (!fit.takes(members.value())) {
        return false;
      }
      missing -= place != JsonNames.NONE && required.get(place) ? 1 : 0;
    }
    return missing == 0;
  }
}
