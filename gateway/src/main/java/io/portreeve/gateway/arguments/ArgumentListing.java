package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.ArgumentKinds;
import io.portreeve.controls.insecureinput.Inference;
import io.portreeve.controls.insecureinput.KindInference;
import io.portreeve.gateway.arguments.ListedArgument.Source;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.ArgumentSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ToolSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What every argument is taken to be: as declared, and as inferred for the tools that were seen.
 * What is not known yet, and what was declared in vain, stands in the notes.
 */
public final class ArgumentListing {
  private final Configuration configuration;
  private final List<ListedArgument> arguments = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ArgumentListing(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Lists them.
   *
   * @param remembered what was seen of each server
   */
  public static ArgumentListing of(
      Configuration configuration, Function<String, RememberedServer> remembered) {
    ArgumentListing listing = new ArgumentListing(configuration);
    configuration
        .servers()
        .forEach((id, server) -> listing.server(id, server, remembered.apply(id).tools()));
    return listing;
  }

  public List<ListedArgument> arguments() {
    return List.copyOf(arguments);
  }

  public List<String> notes() {
    return List.copyOf(notes);
  }

  private void server(String id, ServerSettings server, List<Tool> seen) {
    server.tools().forEach((tool, settings) -> declared(id, tool, settings));
    if (seen.isEmpty()) {
      notes.add(
          id + ": no tool was seen yet; what is not declared gets its kind when tools are listed");
      return;
    }
    if (configuration.input().insecureNoInference()) {
      notes.add(id + ": nothing is inferred, because of input.insecure-no-inference");
    } else {
      seen.forEach(tool -> inferred(id, tool));
    }
    seen.forEach(tool -> inVain(id, server, tool));
  }

  private void declared(String id, String tool, ToolSettings settings) {
    settings
        .arguments()
        .forEach((name, one) ->
            arguments.add(
                new ListedArgument(id, tool, name, words(one), Source.DECLARED, "declared")));
  }

  private static String words(ArgumentSettings one) {
    String detail =
        one.root()
            .map(root -> " in " + root)
            .or(() -> one.object().map(type -> " of " + type))
            .orElse(one.hosts().isEmpty() ? "" : " at " + String.join(", ", one.hosts()));
    return Forms.word(one.kind()) + detail;
  }

  private void inferred(String id, Tool tool) {
    Map<String, ArgumentKind> declared =
        new DeclaredKinds(configuration.servers()).of(new ServerId(id), tool.name());
    ArgumentKinds overriding = ArgumentKinds.of(declared, List.of());
    for (Inference inference : KindInference.of(tool)) {
      if (at(overriding, inference.pointer()).here().isEmpty()) {
        arguments.add(listed(id, tool.name().value(), inference));
      }
    }
  }

  private static ArgumentKinds at(ArgumentKinds kinds, String pointer) {
    ArgumentKinds here = kinds;
    for (String token : pointer.substring(1).split("/", -1)) {
      here = here.member(token.replace("~1", "/").replace("~0", "~"));
    }
    return here;
  }

  private static ListedArgument listed(String id, String tool, Inference inference) {
    String argument = inference.pointer().replaceFirst("^/([^/]*)$", "$1");
    return switch (inference) {
      case Inference.Inferred(_, var kind, String why) ->
          new ListedArgument(id, tool, argument, kind.wire(), Source.INFERRED, why);
      case Inference.FreeForm(_, var kind, String why) ->
          new ListedArgument(id, tool, argument, kind.wire(), Source.INFERRED, why);
      case Inference.Unknown(_, String why) ->
          new ListedArgument(id, tool, argument, "-", Source.NOBODY, why);
    };
  }

  /** A declaration that names no argument of the tool guards nothing. */
  private void inVain(String id, ServerSettings server, Tool tool) {
    ToolSettings settings = server.tools().get(tool.name().value());
    List<String> known =
        tool.inputSchema().object("properties").map(JsonObject::names).orElse(List.of());
    if (settings == null || known.isEmpty()) {
      return;
    }
    settings.arguments().keySet().stream()
        .filter(name -> !name.startsWith("/") && !known.contains(name))
        .forEach(name ->
            notes.add(
                id + ": " + tool.name() + " has no argument `" + name + "`, which is declared"));
  }
}
