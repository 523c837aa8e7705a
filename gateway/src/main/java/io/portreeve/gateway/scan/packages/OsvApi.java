package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.waiting.InTime;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * OSV's API, or one that speaks like it: it learns which packages there are. Bounded in time and in
 * what it may answer; what findings tell of an advisory is kept until it says that it was changed,
 * and not at all if it does not say when that was.
 */
public final class OsvApi implements Advisories {
  /** As many as one question may be about; OSV takes no more than 1000. */
  static final int AT_ONCE = 500;

  private static final int MOST_PAGES = 50;
  private static final int MOST_ADVISORIES = 5_000;
  private static final int LONGEST_NAME = 200;
  private static final int OK = 200;

  private final URI base;
  private final Documents documents;
  private final Duration patience;
  private final Map<Named, Advisory> kept = Bounded.latelyUsed(MOST_ADVISORIES);

  /**
   * The API at an address.
   *
   * @param patience how long all questions of one scan may take together
   */
  public OsvApi(URI base, Documents documents, Duration patience) {
    this.base = base;
    this.documents = documents;
    this.patience = patience;
  }

  /** An advisory in one of its versions. */
  private record Named(String id, String modified) {
    boolean isVersion() {
      return !modified.isEmpty() && modified.length() <= LONGEST_NAME;
    }
  }

  /** What is still to be asked of a component: from its first page, or from another one. */
  private record Question(Component component, Optional<String> page) {
    JsonObject json() {
      JsonObject named =
          JsonObject.empty()
              .with("name", component.name())
              .with("ecosystem", component.ecosystem().osv());
      JsonObject query = JsonObject.of("package", named).with("version", component.version());
      return page.map(token -> query.with("page_token", token)).orElse(query);
    }
  }

  /** That an answer names an advisory for a component. */
  private record Hit(Component component, Named advisory) {}

  @Override
  public String where() {
    return base.toString();
  }

  @Override
  public Told about(Collection<Component> components, Progress progress)
      throws IOException, InterruptedException {
    try {
      return new Told(InTime.call("osv", patience, () -> asked(components, progress)), Map.of());
    } catch (TimeoutException late) {
      throw new IOException("it took longer than " + patience.toSeconds() + " seconds", late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    }
  }

  private List<Known> asked(Collection<Component> components, Progress progress)
      throws IOException, InterruptedException {
    var hits = new LinkedHashSet<Hit>();
    List<Question> left =
        components.stream().map(one -> new Question(one, Optional.empty())).toList();
    for (int pages = 0; !left.isEmpty(); pages++) {
      if (pages > MOST_PAGES + components.size() / AT_ONCE) {
        throw new IOException("it has more pages than are read");
      }
      progress.at(left.size() + " questions left");
      List<Question> now = left.subList(0, Math.min(AT_ONCE, left.size()));
      var next = new ArrayList<>(left.subList(now.size(), left.size()));
      next.addAll(ask(now, hits));
      left = next;
    }
    return known(hits, progress);
  }

  /** Adds what is named, and gives what is to be asked for its next page. */
  private List<Question> ask(List<Question> questions, Set<Hit> hits)
      throws IOException, InterruptedException {
    JsonObject body =
        JsonObject.of("queries", JsonArray.of(questions.stream().map(Question::json).toList()));
    List<JsonObject> results = Elements.of(read(post("/v1/querybatch", body)), "results").toList();
    if (results.size() != questions.size()) {
      throw new IOException("it answers other questions than it was asked");
    }
    var more = new ArrayList<Question>();
    for (int i = 0; i < results.size(); i++) {
      Component component = questions.get(i).component();
      Elements.of(results.get(i), "vulns")
          .flatMap(vuln -> vuln.string("id").map(id -> named(id, vuln)).stream())
          .forEach(named -> hits.add(new Hit(component, named)));
      results
          .get(i)
          .string("next_page_token")
          .filter(token -> !token.isEmpty())
          .ifPresent(token -> more.add(new Question(component, Optional.of(token))));
    }
    return more;
  }

  private static Named named(String id, JsonObject vuln) {
    return new Named(id, vuln.string("modified").orElse(""));
  }

  private List<Known> known(Set<Hit> hits, Progress progress)
      throws IOException, InterruptedException {
    if (hits.stream().anyMatch(hit -> hit.advisory().id().length() > LONGEST_NAME)) {
      throw new IOException("it names an advisory by too long a name");
    }
    if (hits.stream().map(Hit::advisory).distinct().count() > MOST_ADVISORIES) {
      throw new IOException("it names more than " + MOST_ADVISORIES + " advisories");
    }
    var known = new ArrayList<Known>();
    for (Hit hit : hits) {
      progress.at(hit.advisory().id());
      Advisory advisory = advisory(hit.advisory());
      if (!advisory.isWithdrawn()) {
        known.add(new Known(hit.component(), advisory));
      }
    }
    return known;
  }

  private Advisory advisory(Named named) throws IOException, InterruptedException {
    Optional<Advisory> before = kept(named);
    if (before.isPresent()) {
      return before.get();
    }
    String id = URLEncoder.encode(named.id(), StandardCharsets.UTF_8);
    Advisory fresh = new Advisory(read(get("/v1/vulns/" + id))).brief();
    if (!fresh.id().equals(named.id())) {
      throw new IOException("it answers with another advisory than it was asked for");
    }
    if (named.isVersion()) {
      synchronized (kept) {
        kept.put(named, fresh);
      }
    }
    return fresh;
  }

  private Optional<Advisory> kept(Named named) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(named));
    }
  }

  private Documents.Answer get(String path) throws IOException, InterruptedException {
    try {
      return documents.get(at(path), HttpFields.empty());
    } catch (DocumentUnavailable unavailable) {
      throw new IOException(unavailable.getMessage(), unavailable);
    }
  }

  private Documents.Answer post(String path, JsonObject body)
      throws IOException, InterruptedException {
    try {
      return documents.json(at(path), HttpFields.empty(), body.toBytes());
    } catch (DocumentUnavailable unavailable) {
      throw new IOException(unavailable.getMessage(), unavailable);
    }
  }

  private URI at(String path) {
    String before = base.toString();
    return URI.create(
        (before.endsWith("/") ? before.substring(0, before.length() - 1) : before) + path);
  }

  private static JsonObject read(Documents.Answer answer) throws IOException {
    if (answer.status() != OK) {
      throw new IOException("it answers with HTTP " + answer.status());
    }
    try {
      if (JsonReader.read(answer.body(), JsonLimits.defaults()) instanceof JsonObject object) {
        return object;
      }
      throw new IOException("it answers with no JSON object");
    } catch (JsonRefused refused) {
      throw new IOException("it answers with no JSON", refused);
    }
  }
}
