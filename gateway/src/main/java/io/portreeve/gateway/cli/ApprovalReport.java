package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.ShownProvenance;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.ProvenanceText;
import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a call that waits, or waited, for a person is shown. */
final class ApprovalReport {
  static final List<String> HEAD =
      List.of("ID", "STATE", "OF", "WHO", "SERVER", "TOOL", "ASKED", "EXPIRES", "CALL");

  private static final int SHORT_ID = 12;
  private static final int SHORT_CALL = 200;

  private ApprovalReport() {}

  static List<String> row(Approval one, Instant now) {
    ApprovalCall call = one.call();
    String text = Shown.of(call.call());
    return List.of(
        shortId(one),
        state(one, now),
        Forms.word(call.approver()),
        Shown.of(call.principal()),
        call.server(),
        Shown.of(call.tool()),
        second(one.asked()),
        second(one.expires()),
        text.length() > SHORT_CALL ? text.substring(0, SHORT_CALL) + "…" : text);
  }

  /** Everything, a line each; the call as it will be sent, with nothing hidden in it. */
  static List<List<String>> lines(Approval one, Instant now) {
    ApprovalCall call = one.call();
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("id", one.id()));
    rows.add(List.of("state", state(one, now)));
    rows.add(List.of("asked of", asked(call.approver())));
    rows.add(List.of("who", Shown.of(call.principal())));
    if (!call.client().isEmpty()) {
      rows.add(List.of("client", Shown.of(call.client())));
    }
    if (!call.actors().isEmpty()) {
      rows.add(List.of("acting", Shown.of(String.join(", for ", call.actors()))));
    }
    if (!call.endpoint().isEmpty()) {
      rows.add(List.of("endpoint", call.endpoint()));
    }
    rows.add(List.of("server", call.server()));
    rows.add(List.of("tool", Shown.of(call.tool())));
    rows.add(List.of("asked", second(one.asked())));
    rows.add(List.of("expires", second(one.expires())));
    one.first().ifPresent(yes -> rows.add(List.of("first yes", Shown.of(said(yes)) + ", 1 of 2")));
    one.decidedBy().ifPresent(by -> rows.add(List.of("decided by", Shown.of(by))));
    one.decided().ifPresent(at -> rows.add(List.of("decided", second(at))));
    if (!one.reason().isEmpty()) {
      rows.add(List.of("reason", Shown.of(one.reason())));
    }
    values(one).ifPresent(words -> rows.add(List.of("values", words)));
    rows.add(List.of("digest", call.digest().hex()));
    return List.copyOf(rows);
  }

  static JsonObject json(Approval one, Instant now) {
    ApprovalCall call = one.call();
    JsonObject json =
        JsonObject.empty()
            .with("id", one.id())
            .with("state", word(one.stateAt(now)))
            .with("approver", Forms.word(call.approver()))
            .with("principal", call.principal())
            .with("client", call.client())
            .with("actors", JsonArray.ofStrings(call.actors()))
            .with("endpoint", call.endpoint())
            .with("server", call.server())
            .with("tool", call.tool())
            .with("call", call.call())
            .with("digest", call.digest().hex())
            .with("asked", one.asked().toString())
            .with("expires", one.expires().toString())
            .with("reason", one.reason())
            .with("valuesAsked", one.grounds().conversation().isPresent())
            .with("valuesApproved", one.kept());
    if (one.first().isPresent()) {
      json = json.with("first", json(one.first().get()));
    }
    if (one.decidedBy().isPresent()) {
      json = json.with("decidedBy", one.decidedBy().get());
    }
    if (one.grounds().provenance().isPresent()) {
      json = json.with("provenance", ProvenanceText.json(one.grounds().provenance().get()));
    }
    return one.decided().isPresent() ? json.with("decided", one.decided().get().toString()) : json;
  }

  private static Optional<String> values(Approval one) {
    return one.grounds()
        .conversation()
        .map(_ ->
            one.kept()
                ? "approved for the rest of the conversation"
                : "may be approved for the rest of the conversation (--values)");
  }

  /** Where the values come from that decide, where that is known. */
  static List<String> provenance(Approval one) {
    return one.grounds()
        .provenance()
        .map(known -> ShownProvenance.lines(known, one.call().call()).stream())
        .map(lines ->
            Stream.concat(Stream.of("", "what decides in it, and where that comes from:"), lines))
        .map(Stream::toList)
        .orElse(List.of());
  }

  private static JsonObject json(Approval.Yes yes) {
    return JsonObject.empty()
        .with("by", yes.by())
        .with("person", yes.person())
        .with("at", yes.at().toString());
  }

  /** The name that was given, and whose word it is if that is another. */
  private static String said(Approval.Yes yes) {
    return yes.by().equals(yes.person()) ? yes.by() : yes.by() + " (" + yes.person() + ")";
  }

  private static String asked(Approver approver) {
    return switch (approver) {
      case TWO_OPERATORS -> "two people who did not ask for it, by this command or on that page";
      case OPERATOR -> "the operator, by this command or on the console";
      case PAGE -> "its user, on the console; or by this command";
      case USER -> "its user, in the client; or by this command";
    };
  }

  static String shortId(Approval one) {
    return one.id().length() > SHORT_ID ? one.id().substring(0, SHORT_ID) : one.id();
  }

  private static String state(Approval one, Instant now) {
    ApprovalState state = one.stateAt(now);
    boolean halfway = state == ApprovalState.PENDING && one.first().isPresent();
    return halfway ? "waiting, 1 of 2" : word(state);
  }

  private static String word(ApprovalState state) {
    return state == ApprovalState.PENDING ? "waiting" : Forms.word(state);
  }

  static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
