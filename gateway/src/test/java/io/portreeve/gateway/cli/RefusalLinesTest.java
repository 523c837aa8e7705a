package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalLinesTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void manyRefusals_areTheFirstFive_andACount() throws IOException {
    StringWriter err = new StringWriter();

    RefusalLines.show(Ran.terminal(new StringWriter(), err, directory, Map.of()), refusals(7));

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.getFirst())
        .isEqualTo(
            "refused  ann files tools/call drop\\u{1b}  not-visible: rule keep-out  (exchange e0)");
    assertThat(lines.getLast())
        .isEqualTo("refused  and 2 more: see `portreeve audit show --verdict refuse`");
  }

  @Test
  void refusals_areObjects_forAProgramThatReadsThem() throws IOException {
    StringWriter err = new StringWriter();

    RefusalLines.showJson(Ran.terminal(new StringWriter(), err, directory, Map.of()), refusals(7));

    assertThat(err.toString().lines())
        .hasSize(7)
        .first()
        .isEqualTo(
            "{\"time\":\"2026-11-23T12:00:00Z\",\"severity\":\"WARNING\","
                + "\"event\":\"exchange.refused\",\"text\":\"refused  ann files tools/call"
                + " drop\\\\u{1b}  not-visible: rule keep-out  (exchange e0)\",\"exchange\":\"e0\","
                + "\"principal\":\"ann\",\"server\":\"files\",\"method\":\"tools/call\","
                + "\"tool\":\"drop\\u001b\",\"reason\":\"not-visible\",\"detail\":\"rule keep-out\"}");
  }

  @Test
  void callThatWaitsForAPerson_isNotCalledRefused() throws IOException {
    Path audit = Files.createDirectory(directory.resolve("audit"));
    String waits =
        record(0)
            .replace("refuse\"", "needs-approval\"")
            .replace("not-visible", "approval-required");
    Files.write(audit.resolve("000001.jsonl"), List.of(waits, record(1)));
    List<AuditRecord> both = new AuditReader(audit).last(2, AuditFilter.all());
    StringWriter lines = new StringWriter();
    StringWriter objects = new StringWriter();

    RefusalLines.show(Ran.terminal(new StringWriter(), lines, directory, Map.of()), both);
    RefusalLines.showJson(Ran.terminal(new StringWriter(), objects, directory, Map.of()), both);

    assertThat(lines.toString().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("waits  ann files").contains("approval-required"),
            second -> assertThat(second).startsWith("refused  ann files"));
    assertThat(objects.toString()).contains("\"event\":\"exchange.needs-approval\"");
  }

  private List<AuditRecord> refusals(int count) throws IOException {
    Path audit = Files.createDirectory(directory.resolve("audit"));
    List<String> lines = IntStream.range(0, count).mapToObj(RefusalLinesTest::record).toList();
    Files.write(audit.resolve("000001.jsonl"), lines);
    return new AuditReader(audit).last(count, AuditFilter.all());
  }

  private static String record(int number) {
    return """
    {"seq":%d,"prev":"%s","kind":"decision","time":"2026-11-23T12:00:00Z","exchange":"e%d",\
    "fields":{"principal":"ann","server":"files","method":"tools/call","tool":"drop\\u001b",\
    "verdict":"refuse","reason":"not-visible","detail":"rule keep-out"}}\
    """
        .formatted(number + 1, "0".repeat(64), number);
  }
}
