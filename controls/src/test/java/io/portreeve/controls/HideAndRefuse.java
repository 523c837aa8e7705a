package io.portreeve.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Change;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;

/**
 * The law of every control that cuts lists: what it hides from a list it refuses on use, and what
 * it shows it lets be used. Such a control must know {@code seen} and not {@code secret}.
 */
public final class HideAndRefuse {
  private static final List<String> USES =
      List.of(
          "tools/call 'name':'NAME'",
          "prompts/get 'name':'NAME'",
          "resources/read 'uri':'NAME'",
          "completion/complete 'ref':{'type':'ref/prompt','name':'NAME'},"
              + "'argument':{'name':'a','value':''}",
          "completion/complete 'ref':{'type':'ref/resource','uri':'NAME'},"
              + "'argument':{'name':'a','value':''}");

  private HideAndRefuse() {}

  /** Lists are cut to what may be seen, and say for the record how much was cut. */
  public static void hides(ResponseControl control, Reason cut, Reason whole) {
    Map<String, ListResult> pages =
        Map.of(
            "tools", Pages.tools(),
            "prompts", Pages.prompts(),
            "resources", Pages.resources(),
            "resourceTemplates", Pages.templates());
    pages.forEach((list, page) -> {
      Verdict<ServerMessage> verdict = judge(control, page);
      ListResult kept = keepSeen(page);
      assertThat(verdict)
          .isEqualTo(Verdict.rewrite(kept, cut, List.of(new Change("/" + list, "hidden", 1))));
      assertThat(judge(control, kept)).isEqualTo(Verdict.pass(whole));
    });
    assertThat(judge(control, updated("seen"))).isInstanceOf(Verdict.Pass.class);
    assertThat(judge(control, updated("secret"))).isInstanceOf(Verdict.Deny.class);
  }

  /** What is hidden is refused on every kind of use, and not listened to. */
  public static void refuses(RequestControl control, Reason refused, Reason allowed) {
    for (String use : USES) {
      assertThat(judge(control, message(use, "secret")).reason()).as(use).isEqualTo(refused);
      assertThat(judge(control, message(use, "secret"))).isInstanceOf(Verdict.Deny.class);
      assertThat(judge(control, message(use, "seen"))).as(use).isEqualTo(Verdict.pass(allowed));
    }
    Listen both = listening("'seen','secret'");
    assertThat(judge(control, both))
        .isEqualTo(
            Verdict.rewrite(
                both.withFilter(listening("'seen'").filter()),
                Reason.ENTRIES_HIDDEN,
                List.of(new Change("/notifications/resourceSubscriptions", "hidden", 1))));
    assertThat(judge(control, listening("'seen'"))).isEqualTo(Verdict.pass(allowed));
  }

  private static ListResult keepSeen(ListResult page) {
    return Lists.keepIf(
        Exchanges.SERVER,
        page,
        subject ->
            switch (subject) {
              case Subject.OfTool tool -> tool.name().value().equals("seen");
              case Subject.OfPrompt one -> one.name().value().equals("seen");
              case Subject.OfResource one -> one.uri().value().equals("seen");
            });
  }

  private static ClientMessage message(String use, String name) {
    String[] parts = use.split(" ", 2);
    return Messages.request(parts[0], parts[1].replace("NAME", name));
  }

  private static Listen listening(String uris) {
    return (Listen)
        Messages.request(
            "subscriptions/listen", "'notifications':{'resourceSubscriptions':[" + uris + "]}");
  }

  private static ServerMessage updated(String uri) {
    return Messages.note("notifications/resources/updated", "'uri':'" + uri + "'");
  }

  private static Verdict<ClientMessage> judge(RequestControl control, ClientMessage message) {
    return control.onRequest(Exchanges.asking(message), message);
  }

  private static Verdict<ServerMessage> judge(ResponseControl control, ServerMessage message) {
    return control.onResponse(Exchanges.asking(Messages.listen()), message);
  }
}
