package io.portreeve.gateway.recording;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where data flowed in the conversation that an exchange belongs to, as records have it: names of
 * servers, tools and arguments, and no value. Of what belongs to no conversation that a host began,
 * nothing.
 *
 * @param origins tells it; empty where no rules of flows hold
 */
record FlowFields(Optional<CallOrigins> origins) {
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.record-untold");

  private static final Set<Reason> JUDGED =
      EnumSet.of(
          Reason.FLOW_ALLOWED,
          Reason.FLOW_TOO_PRIVATE,
          Reason.FLOW_AFTER_UNTRUSTED,
          Reason.FLOW_UNPLANNED,
          Reason.FLOW_UNTRACED);

  private static final int MOST_VALUES = 16;
  private static final int MOST_SERVERS = 64;
  private static final int LONGEST = 120;

  /** A name that is one; any other may be what somebody wanted to get out. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_.$-][A-Za-z0-9_.$-]{0,63}");

  /**
   * What was heard before it, and where the values come from that decide in it.
   *
   * @throws StoreUnavailable if that cannot be known now, and it is to pass
   */
  void decided(Exchange exchange, Judgement<ClientMessage> judgement, JsonObjectWriter fields) {
    try {
      decided(exchange, judgement.decisions(), fields);
    } catch (StoreUnavailable unknown) {
      // A refusal that says less is told; what passes has to be told whole.
      if (judgement instanceof Judgement.Forward<ClientMessage>) {
        throw unknown;
      }
    }
  }

  private void decided(Exchange exchange, List<Decision> decisions, JsonObjectWriter fields) {
    origins.ifPresent(known -> {
      Optional<Provenance> values =
          wereFlowsJudged(decisions) && exchange.asked() instanceof CallTool call
              ? Optional.of(known.of(exchange, call))
              : Optional.empty();
      put(known, exchange, values, fields);
    });
  }

  private static boolean wereFlowsJudged(List<Decision> decisions) {
    return decisions.stream().anyMatch(one -> JUDGED.contains(one.reason()));
  }

  /** What was heard by its end, if that can be known: how it ended is told in any case. */
  void ended(Exchange exchange, JsonObjectWriter fields) {
    try {
      origins.ifPresent(known -> put(known, exchange, Optional.empty(), fields));
    } catch (StoreUnavailable unknown) {
      LOG.log(System.Logger.Level.DEBUG, "what was heard in a conversation is not known", unknown);
    }
  }

  private static void put(
      CallOrigins known, Exchange exchange, Optional<Provenance> values, JsonObjectWriter fields) {
    known
        .conversation(exchange)
        .ifPresent(id -> {
          JsonObject flow = JsonObject.of("heard", heard(known.heard(exchange)));
          fields
              .put("conversation", id)
              .put("flow", values.map(all -> with(all, flow)).orElse(flow));
        });
  }

  private static JsonObject heard(Label label) {
    return JsonObject.empty()
        .with("integrity", word(label.integrity()))
        .with("confidentiality", word(label.confidentiality()))
        .with(
            "origins",
            JsonArray.ofStrings(label.origins().stream().sorted().limit(MOST_SERVERS).toList()));
  }

  private static JsonObject with(Provenance all, JsonObject flow) {
    List<JsonObject> values =
        all.values().stream().limit(MOST_VALUES).map(FlowFields::value).toList();
    JsonObject told = flow.with("values", JsonArray.of(values));
    boolean whole = all.whole() && all.values().size() <= MOST_VALUES;
    return whole ? told : told.with("more-values", true);
  }

  private static JsonObject value(Provenance.Value value) {
    return JsonObject.empty()
        .with("argument", argument(value.at()))
        .with("from", JsonArray.of(value.origins().stream().map(FlowFields::origin).toList()));
  }

  /** The argument that it stands in, and not where in it. */
  private static String argument(String at) {
    String[] steps = at.split("/", 3);
    String name = steps.length > 1 ? steps[1] : at;
    return PLAIN.matcher(name).matches() ? name : "?";
  }

  private static JsonObject origin(Provenance.Origin origin) {
    JsonObject from = JsonObject.empty().with("kind", word(origin.kind()));
    return origin.server().isEmpty()
        ? from
        : from.with("server", shortened(origin.server())).with("said", shortened(origin.said()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : Excerpt.of(text, LONGEST) + "…";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
