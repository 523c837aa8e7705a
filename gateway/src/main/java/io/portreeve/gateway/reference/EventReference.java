package io.portreeve.gateway.reference;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.tables.Rows;
import java.util.List;

/** What the audit log holds, and what the gateway's own log tells. */
final class EventReference {
  static final String LOGGED = "events.txt";
  static final String RECORDED = "audit-events.txt";
  static final String FIELDS = "records.txt";

  private static final String HEAD =
      """
      # Records and events

      Two logs: the [audit log](../audit.md), which can be verified and holds every decision, and the gateway's own, on standard error, which tells
      its operator how it is. Printed by `portreeve help --reference events`; do not edit.

      ## Records of the audit log

      Each is one line of JSON: `seq`, `prev`, `kind`, `time`, `exchange` and `fields`, as [audit.md](../audit.md#a-record) has it. By `kind`, the
      `fields` are:
      """;

  private static final String EVENTS =
      """

      ## Events of the audit log

      A record of kind `event` says in `event` which of these it is. What people do (keys, pins, relations, approvals, findings, memories, secrets)
      has `act`, `done` and `user` besides.
      """;

  private static final String OWN =
      """

      ## Events of the gateway's own log

      The `event` of a line, where [`log.format`](../observability.md#the-log) is `json`. Names stay when words change, so a monitor can go by them.
      """;

  private EventReference() {}

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (AuditKind kind : AuditKind.values()) {
      var table = new MarkdownTable("field", "what it says");
      Rows.of(EventReference.class, FIELDS).stream()
          .filter(row -> row.get(0).equals(kind.wire()))
          .forEach(row -> table.row("`" + row.get(1) + "`", row.get(2)));
      page.append("\n### `").append(kind.wire()).append("`\n").append(table);
    }
    var events = new MarkdownTable("event", "fields", "when");
    for (List<String> row : Rows.of(EventReference.class, RECORDED)) {
      events.row("`" + row.get(0) + "`", MarkdownTable.names(row.get(1)), row.get(2));
    }
    var own = new MarkdownTable("event", "when");
    Rows.of(EventReference.class, LOGGED)
        .forEach(row -> own.row("`" + row.get(0) + "`", row.get(1)));
    return page.append(EVENTS).append(events).append(OWN).append(own).toString();
  }
}
