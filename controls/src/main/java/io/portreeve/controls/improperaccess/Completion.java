package io.portreeve.controls.improperaccess;

import io.portreeve.controls.Subjects;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A completion that was asked for, and what could be used with the values that complete it. */
record Completion(ServerId server, Complete asked) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\+?([A-Za-z0-9_.]+)}");

  /** Parts at the end of a template that only add a query. */
  private static final Pattern QUERY = Pattern.compile("\\{[?&][^{}]*}$");

  /** What was asked about, with this value. */
  Use use(String value) {
    return new Use(Subjects.of(server, asked), arguments(value));
  }

  /** The same, and the resource of that address where the value is the last that was missing. */
  List<Use> uses(String value) {
    Use use = use(value);
    return asked.reference() instanceof Complete.Reference.ToResource to
        ? filled(to.uri().value(), use.arguments())
            .map(uri -> List.of(use, reading(uri)))
            .orElseGet(() -> List.of(use))
        : List.of(use);
  }

  private JsonObject arguments(String value) {
    return asked.givenBefore().with(asked.argumentName(), value);
  }

  private Use reading(String uri) {
    return new Use(
        new Subject.OfResource(server, new ResourceUri(uri)), JsonObject.empty().with("uri", uri));
  }

  /** The address that a template makes of all its variables; empty if one is missing. */
  private static Optional<String> filled(String template, JsonObject values) {
    String path = QUERY.matcher(template).replaceFirst("");
    boolean known =
        VARIABLE
            .matcher(path)
            .results()
            .allMatch(
                one -> values.get(one.group(1)).filter(JsonString.class::isInstance).isPresent());
    String address = VARIABLE.matcher(path).replaceAll(one -> written(one, values));
    return known && address.indexOf('{') < 0 && !address.equals(template)
        ? Optional.of(address)
        : Optional.empty();
  }

  private static String written(MatchResult variable, JsonObject values) {
    String value = values.string(variable.group(1)).orElse("");
    String plain =
        variable.group().startsWith("{+")
            ? value
            : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    return Matcher.quoteReplacement(plain);
  }
}
