package io.portreeve.bench.growth;

import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What a gateway of one size costs.
 *
 * @param call judging a call and its result, 1 KiB each
 * @param definition judging a list, for each definition in it
 * @param key finding out whose key it is
 * @param startMillis processor time of wiring it
 * @param heapMib what it holds when nothing happens
 */
record Point(
    Size size,
    Meter.Cost call,
    Meter.Cost definition,
    Meter.Cost key,
    double startMillis,
    double heapMib) {

  static String head() {
    return String.format(
        Locale.ROOT,
        "%-11s %8s %10s %10s %10s %10s %10s %10s %10s %9s",
        "many",
        "count",
        "call us",
        "bytes",
        "entry us",
        "bytes",
        "key us",
        "bytes",
        "start ms",
        "heap MiB");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-11s %8d %10.2f %10.0f %10.2f %10.0f %10.2f %10.0f %10.0f %9.1f",
        size.axis().word(),
        size.count(),
        call.nanos() / 1000,
        call.bytes(),
        definition.nanos() / 1000,
        definition.bytes(),
        key.nanos() / 1000,
        key.bytes(),
        startMillis,
        heapMib);
  }

  JsonObject json(String machine) {
    return JsonObject.empty()
        .with("machine", machine)
        .with("many", size.axis().word())
        .with("count", size.count())
        .with("callMicros", number(call.nanos() / 1000))
        .with("callBytes", number(call.bytes()))
        .with("definitionMicros", number(definition.nanos() / 1000))
        .with("definitionBytes", number(definition.bytes()))
        .with("keyMicros", number(key.nanos() / 1000))
        .with("keyBytes", number(key.bytes()))
        .with("startCpuMillis", number(startMillis))
        .with("heapMib", number(heapMib));
  }

  private static JsonNumber number(double value) {
    return JsonNumber.of(new BigDecimal(value).setScale(3, RoundingMode.HALF_UP));
  }
}
