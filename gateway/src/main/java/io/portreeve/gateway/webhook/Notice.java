package io.portreeve.gateway.webhook;

import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * What is told of an approval: that it is asked for, or what became of it. Reasons that people gave
 * are not told, nor where values come from.
 */
record Notice(Approval about, boolean ended) {
  /** The same each time that it is sent, and of no other. */
  String id() {
    return about.id() + (ended ? "-ended" : "-asked");
  }

  JsonObject body(Redaction redaction, Instant now) {
    ApprovalCall call = about.call();
    JsonObject data =
        JsonObject.empty()
            .with("approval", about.id())
            .with("state", ended ? word(about.stateAt(now)) : "waiting")
            .with("approver", word(call.approver()))
            .with("principal", call.principal())
            .with("client", call.client())
            .with("actors", JsonArray.ofStrings(call.actors()))
            .with("endpoint", call.endpoint())
            .with("server", call.server())
            .with("tool", call.tool())
            .with("digest", call.digest().hex())
            .with("values", redaction.word())
            .with("arguments", redaction.of().apply(arguments(call)))
            .with("asked", about.asked().toString())
            .with("expires", about.expires().toString());
    if (ended && about.decidedBy().isPresent()) {
      data = data.with("decidedBy", about.decidedBy().get());
    }
    return JsonObject.empty()
        .with("type", ended ? "approval.ended" : "approval.asked")
        .with("timestamp", (ended ? end() : about.asked()).toString())
        .with("data", data);
  }

  private Instant end() {
    return about.decided().orElse(about.expires());
  }

  /** A yes stays one when the call is made, or is not made in time. */
  private String word(ApprovalState state) {
    boolean yes = state == ApprovalState.USED || about.state() == ApprovalState.APPROVED;
    return word((Enum<?>) (yes ? ApprovalState.APPROVED : state));
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Json arguments(ApprovalCall call) {
    try {
      Json whole =
          JsonReader.read(call.call().getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return whole instanceof JsonObject object
          ? object.get("arguments").orElse(JsonObject.empty())
          : JsonObject.empty();
    } catch (JsonRefused damaged) {
      return JsonObject.empty();
    }
  }
}
