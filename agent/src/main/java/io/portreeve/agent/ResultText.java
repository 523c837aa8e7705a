package io.portreeve.agent;

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
        remarks.add("[something that is no text is not shown]");
      }
    }
    if (texts.isEmpty()) {
      result.structuredContent().ifPresent(fields -> texts.add(fields.toString()));
    }
    return new ResultText(texts, remarks);
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
