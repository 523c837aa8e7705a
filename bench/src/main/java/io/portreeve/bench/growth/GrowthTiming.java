package io.portreeve.bench.growth;

import io.portreeve.gateway.StartFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a call, a list and a key cost in gateways that grow. Arguments: an empty directory,
 * the machine's name, rounds, milliseconds of a round, {@code json} or {@code table}, and {@code
 * all} or {@code few} counts. Ends with 1 where something was judged otherwise than it should be.
 */
public final class GrowthTiming {
  private static final int COLD = 5;

  private final Path data;
  private final Meter meter;
  private final List<Point> points = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int opened;

  private GrowthTiming(Path data, Meter meter) {
    this.data = data;
    this.meter = meter;
  }

  static void main(String[] arguments) throws StartFault {
    Meter meter =
        new Meter(Long.parseLong(arguments[3]) * 1_000_000, Integer.parseInt(arguments[2]));
    GrowthTiming timing = new GrowthTiming(Path.of(arguments[0]), meter);
    boolean few = arguments[5].equals("few");
    if (!few) {
      for (int i = 0; i < COLD; i++) {
        timing.measure(Size.of(Axis.TOOLS, 100)); // code that is new is slow: in no figure
      }
      timing.points.clear();
    }
    for (Axis axis : Axis.values()) {
      for (int count : few ? axis.counts().subList(0, 2) : axis.counts()) {
        timing.measure(Size.of(axis, count));
      }
    }
    timing.print(arguments[1], arguments[4].equals("json"));
    System.exit(timing.wrong.isEmpty() ? 0 : 1);
  }

  private void measure(Size size) throws StartFault {
    System.err.println("timing: " + size.axis().word() + " " + size.count());
    double before = Meter.heapMib();
    Path own = data.resolve("gateway-" + opened++);
    try (Grown grown = Grown.open(size, own)) {
      look(size, grown);
      Meter.Cost call = meter.of(grown::call);
      Meter.Cost list = meter.of(grown::list);
      Meter.Cost key = meter.of(grown::key);
      look(size, grown);
      Meter.Cost definition =
          new Meter.Cost(list.nanos() / size.page(), list.bytes() / size.page());
      double heap = Meter.heapMib() - before;
      points.add(new Point(size, call, definition, key, grown.startMillis(), heap));
    }
  }

  private void look(Size size, Grown grown) {
    if (!grown.isRight()) {
      wrong.add(
          "%s %d: what is right is refused, or what is wrong is not"
              .formatted(size.axis().word(), size.count()));
    }
  }

  private void print(String machine, boolean json) {
    wrong.forEach(line -> System.err.println("void: " + line));
    if (!wrong.isEmpty()) {
      return;
    }
    if (!json) {
      System.out.println(machine);
      System.out.println(Point.head());
    }
    for (Point point : points) {
      System.out.println(json ? point.json(machine) : point.line());
    }
  }
}
