package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.headers.FieldValue;
import io.portreeve.mcp.headers.ParamField;
import io.portreeve.mcp.headers.StandardFields;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of a request to a stateless server, all derived from the body as it is sent;
 * none is ever copied from what a client sent.
 */
final class ModernFields {
  private static final int LONGEST = 8 * 1024;
  private static final HttpFields REVISION =
      HttpFields.of(StandardFields.PROTOCOL_VERSION, Revision.LATEST.wire());

  private ModernFields() {}

  static HttpFields of(Request request, List<ParamField> marked) throws UpstreamException {
    HttpFields.Builder fields = REVISION.toBuilder().add(StandardFields.METHOD, request.method());
    Optional<String> name = StandardFields.nameOf(request);
    if (name.isPresent()) {
      fields.add(StandardFields.NAME, value(name.get()));
    }
    if (request instanceof CallTool call) {
      for (ParamField field : marked) {
        Optional<String> argument = field.valueIn(call.arguments());
        if (argument.isPresent()) {
          fields.add(field.name(), value(argument.get()));
        }
      }
    }
    return fields.build();
  }

  private static String value(String text) throws UpstreamException {
    String value = FieldValue.encode(text);
    if (value.length() > LONGEST) {
      throw new UpstreamException("a name or argument is too long for a header field");
    }
    return value;
  }
}
