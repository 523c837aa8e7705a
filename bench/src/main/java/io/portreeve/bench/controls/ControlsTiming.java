package io.portreeve.bench.controls;

import io.portreeve.gateway.StartFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints what each control costs, alone and all together. Arguments: an empty directory, the
 * machine's name, rounds, milliseconds of a round, milliseconds of warming up, {@code json} or
 * {@code table}, and {@code all} or {@code few} settings and sizes. Ends with 1 where something was
 * judged otherwise than it should be.
 */
public final class ControlsTiming {
  private final List<Integer> sizes;
  private final int rounds;
  private final Stopwatch watch;
  private final Stopwatch warming;
  private final List<Figure> figures = new ArrayList<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private final Set<String> inForce = new LinkedHashSet<>();
  private final Set<String> concerned = new LinkedHashSet<>();

  private ControlsTiming(int rounds, long roundMillis, long warmUpMillis, List<Integer> sizes) {
    this.rounds = rounds;
    this.watch = new Stopwatch(roundMillis * 1_000_000);
    this.warming = new Stopwatch(warmUpMillis * 1_000_000);
    this.sizes = sizes;
  }

  static void main(String[] arguments) throws IOException, StartFault {
    boolean few = arguments[6].equals("few");
    ControlsTiming timing =
        new ControlsTiming(
            Integer.parseInt(arguments[2]),
            Long.parseLong(arguments[3]),
            Long.parseLong(arguments[4]),
            few ? List.of(1, 16) : Messages.SIZES);
    List<Setting> settings =
        few ? List.of(Setting.DEFAULTS, Setting.DELIMITERS) : List.of(Setting.values());
    for (Setting setting : settings) {
      Path data = Path.of(arguments[0]).resolve(setting.name());
      timing.measure(setting, data);
    }
    timing.print(arguments[1], arguments[5].equals("json"));
    System.exit(timing.wrong.isEmpty() ? 0 : 1);
  }

  private void measure(Setting setting, Path data) throws StartFault {
    System.err.println("timing: " + setting.word());
    try (Upstreams upstreams = new Upstreams(sizes);
        Rig rig = Rig.open(setting, upstreams, data, sizes)) {
      sizes.forEach(kib -> look(setting, rig, kib));
      List<Step> steps = new ArrayList<>();
      for (int kib : sizes) {
        Messages.of(kib, setting.everything()).forEach(one -> steps.addAll(rig.steps(one)));
      }
      steps.forEach(step -> judge(setting, step, step.said()));
      List<Step> right = steps.stream().filter(it -> it.said().concerned()).toList();
      time(setting, rig, right);
      sizes.forEach(kib -> look(setting, rig, kib));
    }
  }

  private void look(Setting setting, Rig rig, int kib) {
    if (!rig.refuses(kib)) {
      wrong.add(setting.word() + ", " + kib + " KiB: what is wrong is not refused");
    }
  }

  /** A refusal is quicker than a judgement: what it takes is not the cost of one. */
  private void judge(Setting setting, Step step, Said said) {
    inForce.add(step.control());
    if (said.concerned()) {
      concerned.add(step.control());
    }
    if (!said.goesOn() || !said.equals(step.said())) {
      Sample sample = step.sample();
      wrong.add(
          "%s, %s, %d KiB, %s: %s instead of %s"
              .formatted(
                  setting.word(),
                  sample.name(),
                  sample.kib(),
                  step.control(),
                  said.words(),
                  step.said().words()));
    }
  }

  /** Round after round, each step in turn: what the machine does else hits all of them. */
  private void time(Setting setting, Rig rig, List<Step> steps) {
    for (Step step : steps) {
      warming.round(step, () -> rig.exchange(step.sample()));
    }
    Map<Step, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Step step : steps) {
        Cost cost = watch.round(step, () -> rig.exchange(step.sample()));
        costs.computeIfAbsent(step, _ -> new ArrayList<>()).add(cost);
        judge(setting, step, watch.said());
      }
    }
    costs.forEach((step, all) -> figures.add(new Figure(setting, step, Stopwatch.median(all))));
  }

  private void print(String machine, boolean json) {
    Set<String> idle = new LinkedHashSet<>(inForce);
    idle.removeAll(concerned);
    idle.forEach(control -> wrong.add(control + ": no message is a matter of its"));
    wrong.forEach(line -> System.err.println("void: " + line));
    if (!wrong.isEmpty()) {
      return;
    }
    if (!json) {
      System.out.println(machine);
      System.out.println(Figure.head());
    }
    for (Figure figure : figures) {
      System.out.println(json ? figure.json(machine) : figure.line());
    }
  }
}
