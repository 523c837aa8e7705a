package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.OfferedPrompt;
import io.portreeve.agent.model.OfferedResource;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.ToolClient;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.Glob;
import io.portreeve.mcp.Prompt;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What all conversations of an agent have in common. */
record Parts(
    Model model,
    ToolClient client,
    Person person,
    Options options,
    Rules rules,
    InstantSource clock) {

  /** What a model may ask for: what the gateway shows, and of that what the application allows. */
  List<OfferedTool> offered() throws ToolsFailure, InterruptedException {
    List<Glob> allowed = options.tools().stream().map(Glob::new).toList();
    return client.tools().stream()
        .filter(tool -> allowed.stream().anyMatch(glob -> glob.matches(tool.name().value())))
        .map(Parts::offered)
        .toList();
  }

  List<OfferedPrompt> prompts() throws ToolsFailure, InterruptedException {
    return client.prompts().stream().map(Parts::offered).toList();
  }

  private static OfferedPrompt offered(Prompt prompt) {
    List<OfferedPrompt.Argument> arguments =
        prompt.json().array("arguments").stream()
            .flatMap(JsonArray::stream)
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .filter(argument -> argument.string("name").isPresent())
            .map(Parts::argument)
            .toList();
    return new OfferedPrompt(prompt.name().value(), text(prompt.json(), "description"), arguments);
  }

  private static OfferedPrompt.Argument argument(JsonObject argument) {
    return new OfferedPrompt.Argument(
        text(argument, "name"),
        text(argument, "description"),
        argument.bool("required").orElse(false));
  }

  /** The listed ones first. */
  List<OfferedResource> resources() throws ToolsFailure, InterruptedException {
    Stream<OfferedResource> listed =
        client.resources().stream().map(one -> offered(one.json(), "uri", false));
    Stream<OfferedResource> more =
        client.templates().stream().map(one -> offered(one.json(), "uriTemplate", true));
    return Stream.concat(listed, more).toList();
  }

  private static OfferedResource offered(JsonObject json, String address, boolean template) {
    return new OfferedResource(
        text(json, address), template, text(json, "name"), text(json, "description"));
  }

  private static String text(JsonObject json, String member) {
    return json.string(member).orElse("");
  }

  private static OfferedTool offered(Tool tool) {
    return new OfferedTool(tool.name().value(), tool.description().orElse(""), tool.inputSchema());
  }
}
