package io.portreeve.gateway.console.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the steps that values came from. The log names the server and the tool that said one: of
 * several answers of that tool it is taken for the last one before, and told to be uncertain.
 */
final class Edges {
  private Edges() {}

  static List<Edge> of(Conversation conversation) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < conversation.steps().size(); i++) {
      for (Value value : conversation.steps().get(i).values()) {
        edges.add(edge(conversation, i, value.argument(), value.best()));
      }
    }
    return List.copyOf(edges);
  }

  private static Edge edge(Conversation conversation, int to, String argument, Source source) {
    int[] said =
        IntStream.range(0, source.isOfAServer() ? to : 0)
            .filter(i -> conversation.steps().get(i).says(source))
            .toArray();
    int from = said.length == 0 ? 0 : said[said.length - 1] + 1;
    return new Edge(from, to + 1, argument, source, said.length == 1 && conversation.whole());
  }
}
