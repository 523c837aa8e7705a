package io.portreeve.lab.benign;

import io.portreeve.mcp.json.JsonObject;
import java.util.Locale;

/**
 * What became of the arguments of one pool that were judged in one way.
 *
 * @param pool where they come from
 * @param judge the schema, or a kind
 */
record Row(String pool, String judge, int judged, int refused, int changed) {
  Row and(Row other) {
    return new Row(
        pool, judge, judged + other.judged, refused + other.refused, changed + other.changed);
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("pool", pool)
        .put("judge", judge)
        .put("judged", judged)
        .put("refused", refused)
        .put("changed", changed)
        .build();
  }

  String text() {
    double percent = judged == 0 ? 0 : 100.0 * refused / judged;
    return String.format(
        Locale.ROOT,
        "%-22s %-26s %8d %8d %7.2f%% %8d",
        pool,
        judge,
        judged,
        refused,
        percent,
        changed);
  }

  static String head() {
    return String.format(
        Locale.ROOT,
        "%-22s %-26s %8s %8s %8s %8s",
        "pool",
        "judged as",
        "judged",
        "refused",
        "",
        "changed");
  }
}
