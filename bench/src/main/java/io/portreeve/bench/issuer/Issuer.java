package io.portreeve.bench.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An authorization server on the loopback. Argument: the port to listen on. It trusts whoever asks:
 * what a gateway does with its answers is what is measured.
 *
 * <p>{@code /jwks}, {@code /token} and {@code /introspect} are for gateways; {@code
 * /credentials?KIND&COUNT} gives a load tool what it shows, and {@code /asked} says how often
 * tokens were exchanged and introspected.
 */
public final class Issuer {
  private final Tokens tokens;
  private final Credentials credentials;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicInteger introspections = new AtomicInteger();

  private Issuer(String name) {
    this.tokens = new Tokens(name);
    this.credentials = new Credentials(tokens);
  }

  static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    Issuer issuer = new Issuer("http://127.0.0.1:" + port);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/jwks", it -> json(it, issuer.tokens.jwks()));
    server.createContext("/token", it -> json(it, issuer.exchanged(form(it))));
    server.createContext("/introspect", it -> json(it, issuer.introspected(form(it))));
    server.createContext("/credentials", it -> lines(it, issuer.shown(it)));
    server.createContext("/asked", it -> lines(it, issuer.asked()));
    server.start();
  }

  private String exchanged(String form) {
    exchanges.incrementAndGet();
    return ("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
            + "\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"}")
        .formatted(tokens.forServer(parameter(form, "audience")));
  }

  private String introspected(String form) {
    introspections.incrementAndGet();
    return parameter(form, "token").equals(Credentials.OPAQUE)
        ? tokens.introspected()
        : "{\"active\":false}";
  }

  private List<String> shown(HttpExchange exchange) {
    String[] wanted = exchange.getRequestURI().getQuery().split("&", -1);
    return credentials.lines(wanted[0], Integer.parseInt(wanted[1]));
  }

  private List<String> asked() {
    return List.of("exchanges " + exchanges, "introspections " + introspections);
  }

  private static String form(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
  }

  private static String parameter(String form, String name) {
    return Stream.of(form.split("&", -1))
        .filter(one -> one.startsWith(name + "="))
        .map(one -> URLDecoder.decode(one.substring(name.length() + 1), UTF_8))
        .findFirst()
        .orElse("");
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    answer(exchange, "application/json", body);
  }

  private static void lines(HttpExchange exchange, List<String> lines) throws IOException {
    answer(exchange, "text/plain", String.join("\n", lines) + "\n");
  }

  private static void answer(HttpExchange exchange, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
