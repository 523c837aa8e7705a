package io.portreeve.agent;

import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a model reads of a result: its texts, none of it in another's place. What a model cannot
 * read is named by its kind.
 *
 * @param pieces texts of the server
 * @param remarks our own
 */
record ResultText(List<String> pieces, List<String> remarks) {
  private static final String NO_TEXT = "[something that is no text is not shown]";

  ResultText {
    pieces = List.copyOf(pieces);
    remarks = List.copyOf(remarks);
  }

  static ResultText of(String text) {
    return new ResultText(List.of(text), List.of());
  }

  /** Where there is no text, the structure is all that can be read. */
  static ResultText of(ToolResult result) {
    List<String> texts = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (JsonObject block : result.content()) {
      List<String> found = texts(block);
      texts.addAll(found);
      if (found.isEmpty()) {
        remarks.add(NO_TEXT);
      }
    }
    if (texts.isEmpty()) {
      result.structuredContent().ifPresent(fields -> texts.add(fields.toString()));
    }
    return new ResultText(texts, remarks);
  }

  /** Whoever is said to speak in it, its server wrote all of it. */
  static ResultText of(PromptResult prompt) {
    return of(prompt.messages().stream().map(ResultText::said).toList());
  }

  private static List<String> said(JsonObject message) {
    List<String> found = message.object("content").map(ResultText::texts).orElse(List.of());
    String role =
        message.string("role").filter("assistant"::equals).map(_ -> "assistant: ").orElse("");
    return found.stream().map(text -> role + text).toList();
  }

  /** Each text behind the address that it is said to have. */
  static ResultText of(ResourceResult resource) {
    return of(
        resource.contents().stream()
            .map(one ->
                one.string("text").stream()
                    .map(text -> one.string("uri").orElse("") + "\n" + text)
                    .toList())
            .toList());
  }

  private static ResultText of(List<List<String>> parts) {
    List<String> remarks = parts.stream().filter(List::isEmpty).map(_ -> NO_TEXT).toList();
    return new ResultText(parts.stream().flatMap(List::stream).toList(), remarks);
  }

  /** The addresses of resources that a result names and does not show. */
  static List<String> links(ToolResult result) {
    return result.content().stream()
        .filter(block -> block.string("type").filter("resource_link"::equals).isPresent())
        .flatMap(block -> block.string("uri").stream())
        .toList();
  }

  private static List<String> texts(JsonObject block) {
    Optional<String> embedded =
        block.object("resource").flatMap(resource -> resource.string("text"));
    Stream<Optional<String>> linked =
        Stream.of("name", "title", "description", "uri")
            .map(member ->
                block
                    .string("type")
                    .filter("resource_link"::equals)
                    .flatMap(_ -> block.string(member)));
    return Stream.concat(Stream.of(block.string("text"), embedded), linked)
        .flatMap(Optional::stream)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** At most so many characters of the server's. */
  ResultText cut(int most) {
    List<String> kept = new ArrayList<>();
    int left = most;
    for (String piece : pieces) {
      String begin = Excerpt.of(piece, left);
      left -= begin.length();
      if (!begin.isEmpty()) {
        kept.add(begin);
      }
    }
    long all = pieces.stream().mapToLong(String::length).sum();
    long cut = all - (most - left);
    List<String> more =
        cut == 0 ? remarks : Stream.concat(remarks.stream(), Stream.of(cutAway(cut))).toList();
    return new ResultText(kept, more);
  }

  private static String cutAway(long characters) {
    return "[" + characters + " characters more are not shown]";
  }

  /** As one text. */
  String joined(UnaryOperator<String> mark) {
    return Stream.concat(pieces.stream().map(mark), remarks.stream())
        .reduce((one, next) -> one + "\n" + next)
        .orElse("");
  }
}
