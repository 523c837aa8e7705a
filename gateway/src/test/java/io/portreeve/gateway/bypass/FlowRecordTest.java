package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of where data flowed. */
class FlowRecordTest {
  private static final String ARGUMENTS = "policy: arguments, otherwise: deny" + Office.LABELS;
  private Office office;

  @BeforeEach
  void open() {
    office = new Office();
  }

  @AfterEach
  void close() {
    office.close();
  }

  private static List<AuditRecord> of(RunningGateway gateway, String tool, AuditKind kind) {
    return gateway.recorded().of(kind).stream()
        .filter(record -> record.fields().string("tool").equals(Optional.of(tool)))
        .toList();
  }

  private static String flow(AuditRecord record) {
    return record.fields().object("flow").map(JsonObject::toString).orElse("");
  }

  @Test
  void callOfAConversation_isRecordedWithWhatWasHeard_andWhereItsValuesComeFrom() throws Exception {
    try (RunningGateway gateway = office.gateway(ARGUMENTS)) {
      McpClient ann = gateway.client("ann");
      String talk = Office.begin(ann, "Read my mail, and write to bob@corp.example.");
      var _ = Office.call(ann, talk, "read_mail", "{}");
      var _ = Office.call(ann, talk, "send_mail", "{'to':'mallory@evil.example'}");
      var _ = Office.call(ann, talk, "send_mail", "{'to':['bob@corp.example'],'body':'hunter2'}");

      List<AuditRecord> sent = of(gateway, "send_mail", AuditKind.DECISION);

      assertThat(flow(sent.get(0)))
          .isEqualTo(
              "{\"heard\":{\"integrity\":\"untrusted\",\"confidentiality\":\"public\",\"origins\":[\"it\"]},\"values\":[{\"argument\":\"to\",\"from\":[{\"kind\":\"untrusted\",\"server\":\"it\",\"said\":\"read_mail\"}]}]}");
      assertThat(flow(sent.get(1)))
          .contains("{\"argument\":\"to\",\"from\":[{\"kind\":\"user\"}]}")
          .doesNotContain("bob@corp", "hunter2");
      assertThat(sent)
          .extracting(record -> record.fields().string("conversation"))
          .doesNotContain(Optional.empty())
          .containsOnly(sent.getFirst().fields().string("conversation"));
    }
  }

  @Test
  void outcome_saysWhatWasHeardByThen() throws Exception {
    try (RunningGateway gateway = office.gateway(ARGUMENTS)) {
      McpClient ann = gateway.client("ann");
      var _ = Office.call(ann, Office.begin(ann, "Read my mail."), "read_mail", "{}");

      AuditRecord ended = of(gateway, "read_mail", AuditKind.OUTCOME).getFirst();

      assertThat(flow(ended))
          .contains("\"integrity\":\"untrusted\"", "\"origins\":[\"it\"]")
          .doesNotContain("values");
    }
  }

  @Test
  void callOutsideOfConversations_orWithoutTheRules_isRecordedWithout() throws Exception {
    try (RunningGateway gateway = office.gateway(ARGUMENTS)) {
      var _ = gateway.client("ann").call("read_mail", "{}");
      assertThat(of(gateway, "read_mail", AuditKind.DECISION))
          .singleElement()
          .satisfies(record -> assertThat(record.fields().has("conversation")).isFalse());
    }
    try (RunningGateway off = office.gateway("policy: off")) {
      var _ = off.client("ann").call("read_mail", "{}");
      assertThat(of(off, "read_mail", AuditKind.DECISION))
          .singleElement()
          .satisfies(record -> assertThat(record.fields().has("flow")).isFalse());
    }
  }
}
