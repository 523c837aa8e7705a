package io.portreeve.lab.redaction;

import io.portreeve.controls.sensitive.Found;
import io.portreeve.controls.sensitive.Group;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.sensitive.Wanted;
import io.portreeve.lab.benign.LineFile;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is found in the texts of a file; none of it is printed or kept. */
public final class Findings {
  private static final int ROUNDS = 5;
  private static final Wanted ALL = Wanted.everything();

  /** Time of other work on the machine is none of ours. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final SensitiveText sensitive = SensitiveText.shipped();
  private final List<Looked> looked = new ArrayList<>();

  private Findings() {}

  /** Of a file with one JSON object a line, as the command describes them. */
  public static Findings of(Path texts) throws IOException {
    Findings findings = new Findings();
    for (JsonObject line : LineFile.objects(texts)) {
      String text = line.string("text").orElse("");
      findings.looked.add(
          new Looked(
              line.string("source").orElse("unknown"), text, findings.sensitive.in(text, ALL)));
    }
    return findings;
  }

  /** How many texts there are. */
  public int size() {
    return looked.size();
  }

  /** A row for each source, and then one for each kind that was found. */
  public void tell(boolean json, Consumer<String> lines) {
    if (!json) {
      lines.accept(Pool.head());
    }
    Map<String, Pool> pools = new TreeMap<>();
    looked.forEach(one -> pools.merge(one.source(), Pool.of(one), Pool::and));
    pools.values().forEach(pool -> lines.accept(json ? pool.toJson().toString() : pool.line()));
    Map<String, Integer> kinds = new TreeMap<>();
    looked.forEach(one -> one.found().forEach(found -> kinds.merge(id(found), 1, Integer::sum)));
    if (!json) {
      lines.accept("\n| kind | found |\n|---|---|");
    }
    kinds.forEach((kind, count) ->
        lines.accept(
            json
                ? JsonObject.empty().with("kind", kind).with("found", count).toString()
                : "| `" + kind + "` | " + count + " |"));
  }

  private static String id(Found found) {
    return found.kind().id();
  }

  /** Processor time that looking at one KiB takes here: the best of five rounds. */
  public String speed() {
    List<String> clean =
        looked.stream().filter(one -> one.found().isEmpty()).map(Looked::text).toList();
    List<String> rest =
        looked.stream().filter(one -> !one.found().isEmpty()).map(Looked::text).toList();
    return String.format(
        Locale.ROOT,
        "µs of one processor per KiB: %.1f for secrets and %.1f for both where nothing is, %.1f for"
            + " both where something is",
        perKib(clean, Wanted.of(Group.SECRETS)),
        perKib(clean, ALL),
        perKib(rest, ALL));
  }

  private double perKib(List<String> texts, Wanted wanted) {
    long characters = Math.max(1, texts.stream().mapToLong(String::length).sum());
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = CPU.getCurrentThreadCpuTime();
      texts.forEach(text -> sensitive.redacted(text, wanted));
      best = Math.min(best, (CPU.getCurrentThreadCpuTime() - begun) / 1e3);
    }
    return best / (characters / 1024.0);
  }
}
