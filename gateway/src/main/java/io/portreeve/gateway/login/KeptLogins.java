package io.portreeve.gateway.login;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.Settings;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is logged in where, as it is kept: for whoever looks after a gateway, which may be running
 * beside. It notices within seconds what is forgotten here.
 */
public final class KeptLogins {
  static final String PLACE = "login/";

  private final Settings settings;
  private final Kept kept;

  public KeptLogins(Settings settings, Seal seal) {
    this.settings = settings;
    this.kept = new Kept(settings, seal);
  }

  /** One login of one user at one server, through one client. */
  public static final class Entry {
    private final String name;
    private final JsonObject about;
    private final Grant grant;

    private Entry(String name, JsonObject kept) {
      this.name = name;
      this.about = kept;
      this.grant = Grant.of(kept);
    }

    public String server() {
      return about.string("server").orElseThrow();
    }

    public String principal() {
      return about.string("principal").orElseThrow();
    }

    /** The client that came for the user, and who acted for him, the client first. */
    public List<String> through() {
      return LoginMemory.Who.names(about.string("through").orElse("[]"));
    }

    /** Who gave the tokens. */
    public URI issuer() {
      return grant.issuer();
    }

    public Instant since() {
      return grant.since();
    }

    /** When its token ends; empty if that was not said. */
    public Optional<Instant> until() {
      return grant.ends();
    }

    /** Whether it goes on after that. */
    public boolean isRenewed() {
      return grant.refresh().isPresent();
    }

    public List<String> scopes() {
      return grant.scopes();
    }

    Grant grant() {
      return grant;
    }
  }

  static JsonObject about(JsonObject who, Grant grant) {
    return JsonObject.builder().putAll(who).putAll(grant.toJson()).build();
  }

  /** How many there are, also of those that were sealed by another gateway. */
  public static int count(Settings settings) {
    return settings.names(PLACE).size();
  }

  /** All that there are; what was sealed by another gateway is none. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (String name : settings.names(PLACE)) {
      kept.get(name).map(content -> new Entry(name, content)).ifPresent(entries::add);
    }
    return List.copyOf(entries);
  }

  /**
   * The tokens are gone.
   *
   * @return what was kept at that moment, whose tokens may be newer than those of the entry
   */
  public Entry forget(Entry entry) {
    return kept.remove(entry.name).map(content -> new Entry(entry.name, content)).orElse(entry);
  }
}
