package io.portreeve.gateway.console.servers;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Facts;
import io.portreeve.gateway.pages.Html;
import java.util.List;

/** Shows what the program of a server may touch. */
final class GrantText {
  private GrantText() {}

  static Html of(SandboxSettings sandbox) {
    Facts facts =
        new Facts()
            .with("Reads", listed("the system and itself", sandbox.read()))
            .with("Writes", listed("a folder of its own", sandbox.write()))
            .with("Connects to", network(sandbox))
            .with("Has at most", text(limits(sandbox)));
    return sandbox.insecureUnwatched()
        ? facts.with("Watched", ServersText.bad("by nobody")).shown()
        : facts.shown();
  }

  private static Html network(SandboxSettings sandbox) {
    if (sandbox.insecureNetwork()) {
      return ServersText.bad("everything");
    }
    return sandbox.network().isEmpty() ? text("nothing") : listed("", sandbox.network());
  }

  private static Html listed(String first, List<?> rest) {
    return Html.all(
        text(first),
        Html.all(
            rest.stream()
                .map(one -> tag("div").holding(code(VisibleText.line(one.toString()))))
                .toList()));
  }

  private static String limits(SandboxSettings sandbox) {
    return "%s of memory, %d processes, %d open files, files of %s, %s in its folder, %s to compute"
        .formatted(
            sandbox.memory(),
            sandbox.processes(),
            sandbox.openFiles(),
            sandbox.fileSize(),
            sandbox.folder(),
            Measures.print(sandbox.processorTime()));
  }
}
