package io.portreeve.gateway.cli;

import io.portreeve.gateway.LoginAddresses;
import io.portreeve.guard.EndpointId;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Shows where users come to who log in at servers. */
final class LoginRows {
  private LoginRows() {}

  static List<List<String>> of(LoginAddresses addresses) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "callback", addresses.callback().toString(), "to register at authorization servers"));
    addresses
        .document()
        .ifPresent(it -> rows.add(List.of("document", it.toString(), "what they may read of us")));
    addresses
        .pages()
        .forEach((endpoint, page) -> rows.add(List.of("page", page.toString(), whose(endpoint))));
    addresses
        .signedIn()
        .forEach((issuer, back) ->
            rows.add(
                List.of(
                    "sign-in",
                    back.toString(),
                    "to register at issuer " + issuer + ", whose users sign in there")));
    addresses
        .shutOut()
        .forEach(issuer ->
            rows.add(
                List.of(
                    "nowhere",
                    "users of issuer " + issuer,
                    "cannot show who they are: their tokens are bound; configure its `sign-in`")));
    return rows;
  }

  private static String whose(EndpointId endpoint) {
    return endpoint.equals(EndpointId.unnamed())
        ? "where users begin"
        : "where users of " + endpoint + " begin";
  }

  static JsonObject json(LoginAddresses addresses) {
    JsonObject json =
        JsonObject.empty()
            .with("callback", addresses.callback().toString())
            .with(
                "pages",
                JsonArray.of(
                    addresses.pages().entrySet().stream()
                        .map(each -> page(each.getKey(), each.getValue()))
                        .toList()))
            .with(
                "sign-in",
                JsonArray.of(
                    addresses.signedIn().entrySet().stream()
                        .map(each -> signIn(each.getKey(), each.getValue()))
                        .toList()));
    return addresses.document().map(it -> json.with("document", it.toString())).orElse(json);
  }

  private static JsonObject signIn(String issuer, URI back) {
    return JsonObject.empty().with("issuer", issuer).with("url", back.toString());
  }

  private static JsonObject page(EndpointId endpoint, URI page) {
    return JsonObject.empty().with("endpoint", endpoint.value()).with("url", page.toString());
  }
}
