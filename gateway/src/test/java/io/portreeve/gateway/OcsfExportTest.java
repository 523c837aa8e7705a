package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.ocsf.Ocsf;
import io.portreeve.gateway.rig.OcsfSchema;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway that ran has on record, in OCSF. */
@Timeout(120)
class OcsfExportTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void recordsOfARun_areEvents_eachOne() throws Exception {
    try (Desk desk = new Desk(directory, Map.of())) {
      try (Gateway gateway = desk.start()) {
        assertThat(desk.call(gateway.address()).body()).contains("done");
        var _ = desk.ask(gateway.address(), "tools/call", "'name':'write'", "mcp-name", "write");
        var _ = desk.ask(gateway.address(), "tools/list", "");
        var _ = desk.ask(gateway.address(), "no/such", "");
      }
      List<JsonObject> events = new ArrayList<>();
      new AuditReader(directory.resolve("data").resolve("audit"))
          .forEach(AuditFilter.all(), record -> events.add(Ocsf.of(record)));

      // A decision and an outcome of each exchange, and what was refused before there was one.
      assertThat(events)
          .filteredOn(event -> event.get("class_uid").orElseThrow().toString().equals("6003"))
          .extracting(OcsfExportTest::operation)
          .containsExactlyInAnyOrder(
              "tools/call", "tools/call", "tools/list", "tools/list", "unknown", "unknown");
      assertThat(events).flatMap(OcsfSchema::breaches).isEmpty();
      assertThat(events)
          .extracting(event -> event.get("class_uid").orElseThrow().toString())
          .containsOnly("6002", "6003");
    }
  }

  private static String operation(JsonObject event) {
    return event.object("api").flatMap(api -> api.string("operation")).orElse("-");
  }
}
