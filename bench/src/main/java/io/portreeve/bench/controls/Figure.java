package io.portreeve.bench.controls;

import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What one step costs for one message, and for each KiB of it. */
record Figure(Setting setting, Step step, Cost cost) {
  private static final double KIB = 1024;

  String line() {
    return String.format(
        Locale.ROOT,
        "%-23s %-12s %3d %-22s %10.2f %9.2f %11.0f %9.0f  %s",
        setting.word(),
        step.sample().name(),
        step.sample().kib(),
        step.control(),
        micros(),
        micros() / kib(),
        cost.bytes(),
        cost.bytes() / kib(),
        step.said().words());
  }

  static String head() {
    return String.format(
        Locale.ROOT,
        "%-23s %-12s %3s %-22s %10s %9s %11s %9s  %s",
        "setting",
        "message",
        "KiB",
        "control",
        "us",
        "us/KiB",
        "bytes",
        "bytes/KiB",
        "said");
  }

  JsonObject json(String machine) {
    return JsonObject.empty()
        .with("machine", machine)
        .with("setting", setting.word())
        .with("message", step.sample().name())
        .with("kib", step.sample().kib())
        .with("messageBytes", step.sample().bytes())
        .with("control", step.control())
        .with("said", step.said().words())
        .with("micros", number(micros()))
        .with("microsPerKib", number(micros() / kib()))
        .with("allocatedBytes", number(cost.bytes()))
        .with("allocatedBytesPerKib", number(cost.bytes() / kib()));
  }

  private double micros() {
    return cost.nanos() / 1000;
  }

  private double kib() {
    return step.sample().bytes() / KIB;
  }

  private static JsonNumber number(double value) {
    return JsonNumber.of(new BigDecimal(value).setScale(3, RoundingMode.HALF_UP));
  }
}
