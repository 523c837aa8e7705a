package io.portreeve.gateway.telemetry;

/** What attributes are called: nothing is told under another name. */
enum Name {
  METHOD("mcp.method.name"),
  PROTOCOL_VERSION("mcp.protocol.version"),
  OPERATION("gen_ai.operation.name"),
  TOOL("gen_ai.tool.name"),
  PROMPT("gen_ai.prompt.name"),
  ERROR("error.type"),
  STATUS_CODE("rpc.response.status_code"),
  EXCHANGE("portreeve.exchange"),
  ENDPOINT("portreeve.endpoint"),
  SERVER("portreeve.server"),
  VERDICT("portreeve.verdict"),
  REASON("portreeve.reason"),
  ENDING("portreeve.ending"),
  MESSAGES("portreeve.messages"),
  DECISION("portreeve.decision"),
  QUESTIONS("portreeve.questions"),
  CLASSIFIER("portreeve.classifier"),
  OPINION("portreeve.opinion"),
  APPROVAL("portreeve.approval"),
  OVERFLOW("otel.metric.overflow"),
  SERVICE("service.name"),
  SERVICE_VERSION("service.version"),
  SERVICE_INSTANCE("service.instance.id");

  /** In place of a name that is not one of those that may be told. */
  static final String OTHER = "_OTHER";

  private final String wire;

  Name(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }

  Attribute is(String value) {
    return new Attribute.Text(wire, value);
  }

  Attribute is(long value) {
    return new Attribute.Whole(wire, value);
  }
}
