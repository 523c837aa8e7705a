package io.portreeve.lab.replay;

import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** So many of so many. */
record Share(int part, int whole) {
  static final Share NONE = new Share(0, 0);

  Share and(boolean counts) {
    return new Share(part + (counts ? 1 : 0), whole + 1);
  }

  Share and(Share other) {
    return new Share(part + other.part, whole + other.whole);
  }

  boolean all() {
    return whole > 0 && part == whole;
  }

  private BigDecimal percent() {
    BigDecimal of = BigDecimal.valueOf(Math.max(1, whole));
    return BigDecimal.valueOf(100L * part).divide(of, 1, RoundingMode.HALF_UP);
  }

  String text() {
    return part + " of " + whole + " (" + percent() + " %)";
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("count", part)
        .put("of", whole)
        .put("percent", JsonNumber.of(percent()))
        .build();
  }
}
