package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** An event of OCSF while it is written: what every class has, and what a class adds to it. */
final class Event {
  static final String VERSION = "1.8.0";
  static final int OTHER = 99;
  static final int SUCCESS = 1;
  static final int FAILURE = 2;
  static final JsonObject PRODUCT =
      JsonObject.empty().with("name", "Portreeve").with("vendor_name", "Portreeve");

  private JsonObject json;
  private JsonObject left;

  private Event(JsonObject json, JsonObject left) {
    this.json = json;
    this.left = left;
  }

  /**
   * One of a record.
   *
   * @param profiles those of whose attributes it makes use
   */
  static Event of(
      AuditRecord record, EventClass type, int activity, Severity severity, List<String> profiles) {
    JsonObject metadata =
        JsonObject.empty()
            .with("version", VERSION)
            .with("product", PRODUCT)
            .with("log_name", "audit")
            .with("event_code", record.kind().wire())
            .with("uid", Long.toString(record.seq()))
            .with("sequence", JsonNumber.of(record.seq()))
            .with("profiles", JsonArray.ofStrings(profiles));
    if (!record.exchange().isEmpty()) {
      metadata = metadata.with("correlation_uid", record.exchange());
    }
    JsonObject json =
        JsonObject.empty()
            .with("class_uid", type.uid())
            .with("class_name", type.caption())
            .with("category_uid", type.category())
            .with("activity_id", activity)
            .with("type_uid", type.uid() * 100 + activity)
            .with("time", JsonNumber.of(record.time().toEpochMilli()))
            .with("severity_id", severity.id())
            .with("metadata", metadata);
    return new Event(json, record.fields());
  }

  Event with(String name, Json value) {
    json = json.with(name, value);
    return this;
  }

  Event with(String name, String value) {
    json = json.with(name, value);
    return this;
  }

  Event with(String name, int value) {
    json = json.with(name, value);
    return this;
  }

  Event with(String name, boolean value) {
    json = json.with(name, value);
    return this;
  }

  /** What the record says under this name; it is mapped then. */
  Optional<String> take(String name) {
    Optional<String> said = left.string(name).filter(text -> !text.isEmpty());
    if (said.isPresent()) {
      left = left.without(name);
    }
    return said;
  }

  /** Status, and its code and detail as the record has them. */
  Event status(int id) {
    json = json.with("status_id", id);
    take("reason").ifPresent(reason -> json = json.with("status_code", reason));
    take("detail").ifPresent(detail -> json = json.with("status_detail", detail));
    return this;
  }

  /** The whole, with what no attribute says. */
  JsonObject whole() {
    return left.size() == 0 ? json : json.with("unmapped", left);
  }
}
