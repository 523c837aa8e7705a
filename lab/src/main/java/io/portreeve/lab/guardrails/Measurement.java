package io.portreeve.lab.guardrails;

import io.portreeve.controls.indirectpromptinjection.Detector;
import io.portreeve.controls.indirectpromptinjection.LinearModel;
import io.portreeve.controls.indirectpromptinjection.Reading;
import io.portreeve.lab.guardrails.Tally.Thresholds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the recipe finds of sources that it was not trained on, what the shipped model takes of
 * honest texts for injections, and what becomes of injections that are hidden.
 */
final class Measurement {
  private static final double LENIENT = 0.05;

  /** The source whose texts are hidden, from a model that was not trained on them. */
  private static final String HIDDEN = "injecagent";

  private final List<Sample> data;

  Measurement(List<Sample> data) {
    this.data = data;
  }

  /** All of it, a row at a time. */
  void tell(LinearModel shipped, Consumer<Tally> rows) {
    leftOut().forEach(rows);
    honest(Detector.with(shipped), shipped).forEach(rows);
    LinearModel unaware = Recipe.model(data, HIDDEN);
    Detector detector = Detector.with(unaware);
    disguised(detector, thresholds(detector, unaware, HIDDEN)).forEach(rows);
  }

  private Collection<Tally> honest(Detector detector, LinearModel shipped) {
    Thresholds thresholds = thresholds(detector, shipped, "");
    Map<String, Tally> honest = new TreeMap<>();
    for (Sample sample : data) {
      if (sample.heldOut()) {
        honest
            .computeIfAbsent(sample.pool(), pool -> new Tally("honest", pool))
            .add(detector, sample.reading(), thresholds);
      }
    }
    return honest.values();
  }

  private List<Tally> leftOut() {
    List<Tally> all = new ArrayList<>();
    List<String> sources =
        data.stream().filter(Sample::injection).map(Sample::source).distinct().sorted().toList();
    for (String source : sources) {
      LinearModel model = Recipe.model(data, source);
      Detector detector = Detector.with(model);
      Thresholds thresholds = thresholds(detector, model, source);
      Map<String, Tally> found = new TreeMap<>();
      for (Sample sample : data) {
        if (sample.injection() && sample.source().equals(source)) {
          found
              .computeIfAbsent(sample.pool(), pool -> new Tally("left out", pool))
              .add(detector, sample.reading(), thresholds);
        }
      }
      all.addAll(found.values());
    }
    return all;
  }

  private Thresholds thresholds(Detector detector, LinearModel model, String without) {
    return new Thresholds(
        model.strong(), model.notable(), Recipe.threshold(detector, data, without, LENIENT));
  }

  private List<Tally> disguised(Detector detector, Thresholds thresholds) {
    List<Tally> all = new ArrayList<>();
    for (Disguise disguise : Disguise.values()) {
      Tally tally = new Tally("hidden", disguise.words());
      data.stream()
          .filter(sample -> sample.injection() && sample.source().equals(HIDDEN))
          .map(sample -> Reading.of(disguise.of(sample.text())))
          .forEach(reading -> tally.add(detector, reading, thresholds));
      all.add(tally);
    }
    return all;
  }
}
