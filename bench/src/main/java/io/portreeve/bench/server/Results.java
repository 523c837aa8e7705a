package io.portreeve.bench.server;

/** The results, as text that follows the id: each fits the schema that its tool shows. */
final class Results {
  private static final String SERVER =
      "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"fixture\",\"version\":\"1\"}}";

  static final String DISCOVERED =
      ("\"result\":{\"resultType\":\"complete\",\"supportedVersions\":[\"2026-07-28\"],"
              + "\"capabilities\":{\"tools\":{\"listChanged\":true}},\"ttlMs\":60000,\"cacheScope\":\"public\",")
          + SERVER
          + "}}";

  private static final String TOOL =
      """
      {"name":"%s","title":"Search","description":"Looks for rows that match.",
       "inputSchema":{"type":"object","properties":{
         "query":{"type":"string","maxLength":4000},
         "folder":{"type":"string","enum":["inbox","archive","reports"]},
         "tags":{"type":"array","items":{"type":"string","maxLength":40},"maxItems":20},
         "limit":{"type":"integer","minimum":1,"maximum":1000},
         "exact":{"type":"boolean"}},
        "required":["query","limit"],"additionalProperties":false},
       "outputSchema":{"type":"object","properties":{
         "total":{"type":"integer","minimum":0},
         "rows":{"type":"array","maxItems":1000,"items":{"type":"object","properties":{
           "id":{"type":"integer","minimum":0},
           "name":{"type":"string","maxLength":80},
           "score":{"type":"number"},
           "active":{"type":"boolean"},
           "note":{"type":"string"}},
          "required":["id","name","score"],"additionalProperties":false}}},
        "required":["total","rows"],"additionalProperties":false}}\
      """;

  private Results() {}

  static String tools() {
    String all =
        String.join(
            ",",
            TOOL.formatted("search_small"),
            TOOL.formatted("search_large"),
            TOOL.formatted("search_stream"));
    return "\"result\":{\"resultType\":\"complete\",\"tools\":["
        + all.replace("\n", "")
        + "],\"ttlMs\":60000,\"cacheScope\":\"public\"}}";
  }

  /**
   * A result of about so many bytes: rows in structured form, and again as text for models that
   * read nothing else.
   */
  static String rows(int bytes) {
    StringBuilder rows = new StringBuilder();
    int count = 0;
    while (2 * rows.length() + rows.length() / 5 < bytes - 300) {
      rows.append(count == 0 ? "" : ",").append(row(count++));
    }
    String structured = "{\"total\":" + count + ",\"rows\":[" + rows + "]}";
    return "\"result\":{\"resultType\":\"complete\",\"content\":[{\"type\":\"text\",\"text\":\""
        + structured.replace("\"", "\\\"")
        + "\"}],\"structuredContent\":"
        + structured
        + "}}";
  }

  private static String row(int number) {
    return "{\"id\":%d,\"name\":\"report-%04d\",\"score\":0.%d5,\"active\":%b,\"note\":\"%s\"}"
        .formatted(
            number, number, number % 10, number % 3 == 0, "Quarterly figures, checked and filed.");
  }
}
