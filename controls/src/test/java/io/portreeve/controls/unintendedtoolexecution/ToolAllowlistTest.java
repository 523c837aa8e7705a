package io.portreeve.controls.unintendedtoolexecution;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.controls.HideAndRefuse;
import io.portreeve.controls.Pages;
import io.portreeve.guard.Change;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolAllowlistTest {
  private final ToolAllowlist control = naming(Exchanges.SERVER, "see*");

  @Test
  void toolThatNobodyNamed_isDenied() {
    HideAndRefuse.refuses(control, Reason.NOT_ALLOWLISTED, Reason.ALLOWLISTED);
  }

  @Test
  void toolThatNobodyNamed_isNotShown() {
    HideAndRefuse.hides(control, Reason.ENTRIES_HIDDEN, Reason.ALLOWLISTED);
  }

  @Test
  void emptyList_allowsNothing() {
    ToolAllowlist empty = new ToolAllowlist(new Allowlist(Map.of()));
    CallTool call = Messages.callTool("seen", "{}");

    assertThat(empty.onRequest(Exchanges.asking(call), call))
        .isEqualTo(Verdict.deny(Reason.NOT_ALLOWLISTED, "no rule of the policy names it"));
    assertThat(
            empty.onResponse(Exchanges.asking(Messages.request("tools/list", "")), Pages.tools()))
        .isEqualTo(
            Verdict.rewrite(
                Pages.tools().keepIf(_ -> false),
                Reason.ENTRIES_HIDDEN,
                List.of(new Change("/tools", "hidden", 2))));
  }

  @Test
  void nameOnAnotherServer_allowsNothingHere() {
    ToolAllowlist other = naming(new ServerId("mail"), "*");
    CallTool call = Messages.callTool("seen", "{}");

    assertThat(other.onRequest(Exchanges.asking(call), call)).isInstanceOf(Verdict.Deny.class);
  }

  @Test
  void nameOfOneKind_allowsNoOther() {
    ToolAllowlist tools =
        new ToolAllowlist(
            new Allowlist(
                Map.of(
                    Exchanges.SERVER,
                    new Allowlist.Named(List.of(new Glob("*")), List.of(), List.of()))));
    var prompt = Messages.request("prompts/get", "'name':'seen'");
    var resource = Messages.request("resources/read", "'uri':'seen'");

    assertThat(tools.onRequest(Exchanges.asking(prompt), prompt)).isInstanceOf(Verdict.Deny.class);
    assertThat(tools.onRequest(Exchanges.asking(resource), resource))
        .isInstanceOf(Verdict.Deny.class);
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
    ControlContract.verify(naming(Exchanges.SERVER, "*"));
  }

  private static ToolAllowlist naming(ServerId server, String pattern) {
    List<Glob> patterns = List.of(new Glob(pattern));
    return new ToolAllowlist(
        new Allowlist(Map.of(server, new Allowlist.Named(patterns, patterns, patterns))));
  }
}
