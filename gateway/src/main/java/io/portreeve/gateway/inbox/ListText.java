package io.portreeve.gateway.inbox;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.mcp.json.Excerpt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shows all that waits for somebody. */
final class ListText {
  private static final int SHORT_CALL = 160;

  private ListText() {}

  static Html of(List<Approval> waiting) {
    return waiting.isEmpty()
        ? paragraph("No call waits for you.")
        : tag("ul").with("class", "calls").holding(waiting.stream().map(ListText::row).toList());
  }

  private static Html row(Approval one) {
    ApprovalCall call = one.call();
    return tag("li")
        .holding(
            tag("a")
                .with("href", InboxSite.callPath(one.id()))
                .holding(VisibleText.line(call.tool())),
            text(" at "),
            code(call.server()),
            text(" for "),
            code(VisibleText.line(call.principal())),
            tag("div").holding(code(beginning(call))),
            tag("div")
                .with("class", "soft")
                .holding(
                    text("asked "),
                    time(one.asked()),
                    text(", waits until "),
                    time(one.expires())));
  }

  private static String beginning(ApprovalCall call) {
    String shown = VisibleText.line(CallText.arguments(call).toString());
    return shown.length() > SHORT_CALL ? Excerpt.of(shown, SHORT_CALL) + "…" : shown;
  }

  static Html time(Instant at) {
    String second = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return tag("time")
        .with("datetime", second)
        .holding(second.replace('T', ' ').replace("Z", " UTC"));
  }
}
