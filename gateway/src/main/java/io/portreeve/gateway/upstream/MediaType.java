package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import java.util.List;
import java.util.Locale;

/**
 * What an answer says that its body is. There is no guessing: a body of another type, of several,
 * in another charset or in a content coding is not read at all.
 */
enum MediaType {
  JSON,
  EVENTS,
  OTHER;

  static MediaType of(HttpFields fields) {
    List<String> types = fields.all("content-type");
    if (types.size() != 1 || isCoded(fields)) {
      return OTHER;
    }
    return types.getFirst().equals("application/json") ? JSON : of(types.getFirst());
  }

  private static MediaType of(String type) {
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].strip().matches("charset=(utf-8|\"utf-8\")")) {
        return OTHER;
      }
    }
    return switch (parts[0].strip()) {
      case "application/json" -> JSON;
      case "text/event-stream" -> EVENTS;
      default -> OTHER;
    };
  }

  private static boolean isCoded(HttpFields fields) {
    for (String coding : fields.all("content-encoding")) {
      if (!coding.equalsIgnoreCase("identity")) {
        return true;
      }
    }
    return false;
  }
}
