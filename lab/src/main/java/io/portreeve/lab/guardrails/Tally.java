package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.util.Locale;

/**
 * How many texts of one kind are found: by each threshold, by a phrase, and as the gateway does.
 */
final class Tally {
  private final String table;
  private final String name;
  private int texts;
  private int strong;
  private int notable;
  private int lenient;
  private int phrases;
  private int refused;

  Tally(String table, String name) {
    this.table = table;
    this.name = name;
  }

  void add(Detector detector, Reading reading, Thresholds thresholds) {
    float score = detector.score(reading);
    boolean phrase = detector.phrase(reading).isPresent();
    texts++;
    strong += score >= thresholds.strong() ? 1 : 0;
    notable += score >= thresholds.notable() ? 1 : 0;
    lenient += score >= thresholds.lenient() ? 1 : 0;
    phrases += phrase ? 1 : 0;
    refused += phrase || score >= thresholds.strong() ? 1 : 0;
  }

  /** Scores that 0.1, 1 and 5 % of the honest texts reach. */
  record Thresholds(float strong, float notable, float lenient) {}

  static String head() {
    return "| table | what | texts | at 0.1 % | at 1 % | at 5 % | phrase | refused |\n"
        + "|---|---|---|---|---|---|---|---|";
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %s | %s | %s | %s | %s |",
        table,
        name,
        texts,
        percent(strong),
        percent(notable),
        percent(lenient),
        percent(phrases),
        percent(refused));
  }

  JsonObject toJson() {
    return JsonObject.empty()
        .with("table", table)
        .with("what", name)
        .with("texts", JsonNumber.of(texts))
        .with("strong", JsonNumber.of(strong))
        .with("notable", JsonNumber.of(notable))
        .with("lenient", JsonNumber.of(lenient))
        .with("phrase", JsonNumber.of(phrases))
        .with("refused", JsonNumber.of(refused));
  }

  private String percent(int count) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / Math.max(1, texts));
  }
}
