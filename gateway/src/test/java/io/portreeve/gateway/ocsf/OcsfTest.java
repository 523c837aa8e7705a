package io.portreeve.gateway.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.rig.OcsfSchema;
import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OcsfTest {
  private static final String WHO =
      "'principal':'ann','client':'corp/desk','peer':'127.0.0.1','revision':'2026-07-28',"
          + "'server':'files',";

  /** Kind, fields, the type that is expected, and some of what must stand in it. */
  record Row(AuditKind kind, String fields, int type, List<String> holds) {
    private AuditRecord record() {
      JsonObject object = Jsons.object("{" + fields + "}");
      return new AuditRecord(
          7,
          Digest.sha256(""),
          kind,
          Instant.parse("2026-11-28T03:46:48.477131Z"),
          kind == AuditKind.EVENT || kind == AuditKind.CHECKPOINT ? "" : "849802c1",
          object,
          object);
    }
  }

  private static Row decision(String fields, int type, String... holds) {
    return new Row(AuditKind.DECISION, WHO + fields, type, List.of(holds));
  }

  private static Row outcome(String fields, int type, String... holds) {
    return new Row(
        AuditKind.OUTCOME,
        WHO + "'method':'tools/call','tool':'read'," + fields,
        type,
        List.of(holds));
  }

  private static Row refusal(String fields, int type, String... holds) {
    return new Row(AuditKind.REFUSAL, fields, type, List.of(holds));
  }

  private static Row event(String name, String fields, int type, String... holds) {
    return new Row(AuditKind.EVENT, "'event':'" + name + "'" + fields, type, List.of(holds));
  }

  static Stream<Row> rows() {
    return Stream.of(exchanges(), refusals(), found(), people(), ourselves()).flatMap(rows -> rows);
  }

  private static Stream<Row> exchanges() {
    String call = "'method':'tools/call','tool':'read',";
    String seen = "'decisions':[{'control':'C','verdict':'pass','reason':'injection-suspected'}]";
    String rewritten = "'decisions':[{'control':'C','verdict':'rewrite','reason':'x'}]";
    return Stream.of(
        decision(
            call + "'verdict':'forward','arguments':{'path':'a'},'roles':['staff']",
            600399,
            "\"action_id\":1",
            "\"disposition_id\":1",
            "\"status_id\":1",
            "\"severity_id\":1",
            "\"activity_name\":\"tools/call\"",
            "\"user\":{\"name\":\"ann\"},\"app_uid\":\"corp/desk\"",
            "\"src_endpoint\":{\"ip\":\"127.0.0.1\"}",
            "\"operation\":\"tools/call\",\"request\":{\"uid\":\"849802c1\"}",
            "\"service\":{\"name\":\"files\"}",
            "\"resources\":[{\"name\":\"read\",\"type\":\"tool\"}]",
            "\"correlation_uid\":\"849802c1\"",
            "\"time\":1795837608477",
            "\"unmapped\":{\"arguments\":{\"path\":\"a\"},\"roles\":[\"staff\"]}"),
        decision(
            call + "'verdict':'refuse','reason':'policy-denied','detail':'rule keep-out'",
            600399,
            "\"action_id\":2",
            "\"disposition_id\":2",
            "\"status_id\":2,\"status_code\":\"policy-denied\",\"status_detail\":\"rule keep-out\"",
            "\"severity_id\":3"),
        decision(call + "'verdict':'needs-approval','reason':'x'", 600399, "\"disposition_id\":14"),
        decision(call + "'verdict':'forward'," + rewritten, 600399, "\"action_id\":4"),
        decision(
            call + "'verdict':'forward'," + seen, 600399, "\"is_alert\":true", "\"severity_id\":3"),
        decision("'method':'resources/read','resource':'file:///a','verdict':'forward'", 600302),
        decision("'method':'tools/list','verdict':'forward'", 600302),
        new Row(AuditKind.DECISION, "'untold':true", 600399, List.of("\"name\":\"unknown\"")),
        outcome(
            "'ending':'completed','detail':'','messages':1",
            600399,
            "\"status_code\":\"completed\""),
        outcome("'ending':'withheld','detail':'x'", 600399, "\"action_id\":2", "\"severity_id\":3"),
        outcome("'ending':'upstream-failed','detail':'x'", 600399, "\"disposition_id\":27"),
        outcome("'ending':'cancelled'", 600399, "\"severity_id\":1"));
  }

  private static Stream<Row> refusals() {
    return Stream.of(
        refusal(
            "'peer':'192.0.2.1','verdict':'refuse','reason':'credential-missing','detail':''",
            300201,
            "\"user\":{\"name\":\"unknown\"}",
            "\"src_endpoint\":{\"ip\":\"192.0.2.1\"}",
            "\"action_id\":2",
            "\"status_code\":\"credential-missing\""),
        refusal(
            "'peer':'::1','principal':'ann','verdict':'refuse','reason':'message-malformed'",
            600399,
            "\"operation\":\"unknown\"",
            "\"ip\":\"::1\""),
        refusal(
            "'peer':'stdio','verdict':'refuse','reason':'rate-exceeded'",
            600399,
            "\"name\":\"stdio\""),
        refusal(
            "'server':'files','verdict':'refuse','reason':'sandbox-refused','detail':'open'",
            200401,
            "\"resources\":[{\"name\":\"files\"}]",
            "\"is_alert\":true",
            "\"severity_id\":4"),
        refusal(
            "'host':'169.254.169.254','verdict':'refuse','reason':'destination-refused'",
            200401,
            "169.254.169.254"));
  }

  private static Stream<Row> found() {
    return Stream.of(
        event(
            "finding",
            ",'id':'f1','severity':'critical','server':'files','what':'Looks malicious'",
            200401,
            "\"finding_info\":{\"uid\":\"f1\",\"title\":\"Looks malicious\"}",
            "\"severity_id\":5"),
        event("finding", ",'id':'f2','severity':'low','what':'x'", 200401, "\"is_alert\":false"),
        event("finding-gone", ",'id':'f1'", 200403, "\"status_id\":4"),
        event("server-quarantined", ",'server':'files'", 200401, "\"severity_id\":4"),
        event("records-lost", "", 200401),
        event("journal-replaced", "", 200401),
        event("head-missing", "", 200401),
        event("store-missing", "", 200401),
        event("definitions-surplus", ",'server':'files','principal':'ann'", 200401));
  }

  private static Stream<Row> people() {
    return Stream.of(
        event("login-refused", ",'server':'mail','principal':'ann','reason':'x'", 300201),
        event("login-ended", ",'server':'mail','principal':'ann'", 300202, "\"name\":\"mail\""),
        event("login-revoked", ",'server':'mail','principal':'ann'", 300202),
        event("console-signed-in", ",'principal':'corp/olga'", 300201, "\"status_id\":1"),
        event(
            "console-refused", ",'principal':'corp/olga','reason':'x'", 300201, "\"status_id\":2"),
        event(
            "key-created",
            ",'key':'4fQ2','principal':'ann','user':'root'",
            300401,
            "\"entity\":{\"name\":\"4fQ2\",\"type\":\"key\"}",
            "\"actor\":{\"user\":{\"name\":\"root\"}}"),
        event("key-revoked", ",'key':'4fQ2'", 300404),
        event("pin-approved", ",'server':'files','kind':'tool','name':'read'", 300410, "\"read\""),
        event("pin-refused", ",'name':'read'", 300411),
        event("relation-added", "", 300401, "\"entity\":{\"name\":\"relation\""),
        event("relation-removed", "", 300404),
        event("secret-put", ",'server':'mail'", 300401),
        event("secret-removed", ",'server':'mail'", 300404),
        event("approval-half-granted", ",'approval':'a1'", 300410),
        event("approval-granted", ",'approval':'a1'", 300410),
        event("approval-denied", ",'approval':'a1'", 300411),
        event("finding-accepted", ",'id':'f1'", 300410));
  }

  private static Stream<Row> ourselves() {
    return Stream.of(
        event("journal-opened", "", 600203),
        event(
            "resumed", ",'from':1,'through':4", 600205, "\"unmapped\":{\"from\":1,\"through\":4}"),
        event("configuration-reloaded", ",'weakened':[]", 600208, "\"status_id\":1"),
        event("configuration-refused", ",'problems':['x']", 600208, "\"status_id\":2"),
        event("records-removed", "", 600299, "\"activity_name\":\"records-removed\""),
        event("something-of-a-later-version", "", 600299),
        new Row(
            AuditKind.CHECKPOINT,
            "'signature':'00'",
            600299,
            List.of("\"activity_name\":\"checkpoint\"")));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void record_isAnEventOfTheSchema(Row row) {
    JsonObject event = Ocsf.of(row.record());

    assertThat(OcsfSchema.breaches(event)).as(event.toString()).isEmpty();
    assertThat(event.get("type_uid")).hasToString("Optional[" + row.type() + "]");
    for (String held : row.holds()) {
      assertThat(event.toString()).contains(held);
    }
  }

  /** So that no kind of record is forgotten. */
  @ParameterizedTest
  @EnumSource(AuditKind.class)
  void everyKind_hasARow(AuditKind kind) {
    assertThat(rows().map(Row::kind)).contains(kind);
  }

  /** Whatever a later version writes, and however little of it there is. */
  @ParameterizedTest
  @EnumSource(AuditKind.class)
  void emptyRecord_isAnEvent_too(AuditKind kind) {
    AuditRecord empty = new Row(kind, "", 0, List.of()).record();

    assertThat(OcsfSchema.breaches(Ocsf.of(empty))).isEmpty();
  }

  @Test
  void everyClass_isMadeUseOf() {
    Set<Integer> used = rows().map(row -> row.type() / 100).collect(Collectors.toSet());

    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(EventClass.values()).map(EventClass::uid).toList());
  }

  @Test
  void page_namesTheClasses() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "observability.md"));

    for (EventClass one : EventClass.values()) {
      assertThat(page).contains("| `%s` | %d |".formatted(one.caption(), one.uid()));
    }
  }

  /** The measure itself finds what is wrong. */
  @Test
  void eventThatIsNone_isFound() {
    JsonObject right = Ocsf.of(rows().toList().getFirst().record());

    assertThat(
            Stream.of(
                    right.without("api"),
                    right.with("severity_id", 42),
                    right.with("invented", "x"),
                    right.with("type_uid", 1),
                    right.with("activity_id", 7),
                    right.with("src_endpoint", JsonObject.empty()),
                    right.without("activity_name"),
                    right.with("class_uid", 9999))
                .map(OcsfSchema::breaches))
        .noneMatch(List::isEmpty);
  }
}
