package io.portreeve.bench.issuer;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What clients show, as lines for a load tool: the {@code Authorization} field and, behind a tab,
 * the {@code DPoP} field where there is one.
 */
final class Credentials {
  /** The token that proves nothing by itself. */
  static final String OPAQUE = UUID.randomUUID().toString();

  /** What precedes the thumbprint of a certificate where a token that is bound to it is wanted. */
  private static final String CERTIFICATE = "certificate-";

  /** More than a gateway remembers the signatures of: by its next turn each is forgotten. */
  private static final int RING = 12_000;

  /** So many that none comes near the number of proofs of one key that a gateway remembers. */
  private static final int CLIENTS = 1000;

  private final Tokens tokens;
  private final Map<String, List<String>> bearers = new ConcurrentHashMap<>();
  private final List<Client> clients;

  Credentials(Tokens tokens) {
    this.tokens = tokens;
    this.clients = many(CLIENTS, () -> Client.of(tokens));
  }

  /** Enough of a kind for so many requests; only proofs are made anew each time. */
  List<String> lines(String kind, int requests) {
    return kind.equals("dpop")
        ? IntStream.range(0, requests)
            .parallel()
            .mapToObj(i -> clients.get(i % CLIENTS).proved())
            .toList()
        : bearers.computeIfAbsent(kind, this::bearers);
  }

  private List<String> bearers(String kind) {
    return switch (kind) {
      case "opaque" -> List.of("Bearer " + OPAQUE);
      case "rs256" -> List.of(bearer(tokens.rs256()));
      case "es256" -> List.of(bearer(tokens.es256()));
      case "rs256-new" -> many(RING, () -> bearer(tokens.rs256()));
      case "es256-new" -> many(RING, () -> bearer(tokens.es256()));
      case String it when it.startsWith(CERTIFICATE) ->
          List.of(bearer(tokens.boundTo(it.substring(CERTIFICATE.length()))));
      default -> throw new IllegalArgumentException("no kind of credential: " + kind);
    };
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static <T> List<T> many(int count, Supplier<T> one) {
    return IntStream.range(0, count).parallel().mapToObj(_ -> one.get()).toList();
  }
}
