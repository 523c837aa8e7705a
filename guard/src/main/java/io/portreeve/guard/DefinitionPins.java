package io.portreeve.guard;

import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.json.Json;
import java.util.List;
import java.util.function.Function;

/**
 * Port: the approved definitions. A definition that is new or changed is recorded for review by the
 * very call that judges it; the approved one is never overwritten.
 */
public interface DefinitionPins {
  /** What kind of definition. */
  enum Kind {
    TOOL,
    PROMPT,
    RESOURCE,
    RESOURCE_TEMPLATE,
    INSTRUCTIONS;

    /** Of what a page lists. */
    public static Kind of(ListResult page) {
      return switch (page) {
        case ToolList _ -> TOOL;
        case PromptList _ -> PROMPT;
        case ResourceList _ -> RESOURCE;
        case ResourceTemplateList _ -> RESOURCE_TEMPLATE;
      };
    }
  }

  /** How a definition stands to what was approved. */
  enum Standing {
    APPROVED,
    /** Never seen before, and the operator wants to see it first. */
    PENDING,
    /** Another one was approved under this name. */
    DRIFTED,
    /** No definition under this name was ever seen. */
    UNKNOWN,
    /** Likewise, and the caller has no credential with which the server could be asked for it. */
    UNASKED
  }

  /** A definition as the server sends it. */
  record Sent(String name, Json definition) {
    /** Those of a page, in its order. */
    public static List<Sent> all(ListResult page) {
      return switch (page) {
        case ToolList list -> all(list.tools(), one -> new Sent(one.name().value(), one.json()));
        case PromptList list ->
            all(list.prompts(), one -> new Sent(one.name().value(), one.json()));
        case ResourceList list ->
            all(list.resources(), one -> new Sent(one.uri().value(), one.json()));
        case ResourceTemplateList list ->
            all(list.resourceTemplates(), one -> new Sent(one.uriTemplate().value(), one.json()));
      };
    }

    private static <T> List<Sent> all(List<T> entries, Function<T, Sent> sent) {
      return entries.stream().map(sent).toList();
    }
  }

  /** Judges definitions as the server sends them: one standing for each, in their order. */
  List<Standing> judge(Exchange exchange, Kind kind, List<Sent> definitions);

  /** Likewise, one. */
  default Standing judge(Exchange exchange, Kind kind, String name, Json definition) {
    return judge(exchange, kind, List.of(new Sent(name, definition))).getFirst();
  }

  /** How the definition stands that the server sent last under this name; it may be asked now. */
  Standing standing(Exchange exchange, Kind kind, String name);

  /** The same as far as it is known, asking nobody: also while a server is being listened to. */
  Standing known(Exchange exchange, Kind kind, String name);

  /**
   * How the templates stand that this address fits: approved if one of them is, unknown if it fits
   * none; the server may be asked for them now.
   */
  Standing fitting(Exchange exchange, String address);

  /** The same as far as it is known, asking nobody. */
  Standing knownFitting(Exchange exchange, String address);
}
