package io.portreeve.gateway.telemetry;

import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says that its request is part of: {@code traceparent} and {@code tracestate} in
 * {@code _meta} (MCP SEP-414), as W3C Trace Context writes them. Its word alone, so that its flag
 * whether to record is not read at all.
 *
 * @param state as it came; empty where it is missing, malformed or longer than 512 characters,
 *     which every participant has to pass on (section 3.3.1.5) and no one more
 */
record PeerTrace(SpanRef parent, String state) {
  static final String PARENT = "traceparent";
  static final String STATE = "tracestate";

  /** Version 00; a later one is not guessed at. */
  private static final Pattern FORM =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  private static final Pattern STATE_FORM =
      Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,240}=[!-+--<>-~ ]{1,256}(,.*)?");
  private static final int LONGEST_STATE = 512;

  /** What a request says; of what is malformed, nothing. */
  static Optional<PeerTrace> of(ClientMessage message) {
    JsonObject meta = message.params().object(MetaKeys.META).orElse(JsonObject.empty());
    var parts = FORM.matcher(meta.string(PARENT).orElse(""));
    if (!parts.matches()
        || !SpanRef.isId(parts.group(1), 32)
        || !SpanRef.isId(parts.group(2), 16)) {
      return Optional.empty();
    }
    String state = meta.string(STATE).filter(PeerTrace::isState).orElse("");
    return Optional.of(new PeerTrace(new SpanRef(parts.group(1), parts.group(2)), state));
  }

  private static boolean isState(String text) {
    return text.length() <= LONGEST_STATE
        && text.chars().allMatch(one -> one >= ' ' && one <= '~')
        && STATE_FORM.matcher(text).matches();
  }
}
