package io.portreeve.gateway.doctor;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a gateway remembers that somebody should look at. */
public final class KeptLooks {
  private static final Duration DRIFT = Duration.ofMinutes(1);
  private static final int NAMED = 5;
  private static final int EVENTS = 100;
  private static final String REFUSED = "configuration-refused";
  private static final Set<String> OF_A_CONFIGURATION =
      Set.of(REFUSED, "configuration-reloaded", "journal-opened", "resumed");

  private KeptLooks() {}

  /** Keys without an end, definitions that wait, findings that somebody lives with. */
  public static Stream<Complaint> store(Configuration right, Store store, Instant now) {
    return Stream.of(keys(right, store, now), pins(right, store), acceptances(store))
        .flatMap(some -> some);
  }

  /** That none of it could be looked at: no grade may be better for that. */
  public static Complaint unread(String why) {
    return Found.of(Lack.STORE_UNREAD, "", "Put it right, and look again: " + why + ".");
  }

  private static Stream<Complaint> keys(Configuration right, Store store, Instant now) {
    List<ApiKeyRecord> endless =
        store.apiKeys().list().stream()
            .filter(_ -> right.authentication().apiKeys())
            .filter(key -> key.isLiveAt(now) && key.expires().isEmpty())
            .toList();
    String ids =
        endless.stream().limit(NAMED).map(ApiKeyRecord::id).collect(Collectors.joining(", "))
            + (endless.size() > NAMED ? ", …" : "");
    return endless.isEmpty()
        ? Stream.empty()
        : Stream.of(
            Found.of(
                Lack.KEY_WITHOUT_END,
                counted(endless.size(), "key", "keys") + " (" + ids + ")",
                "Make others with `portreeve keys create --expires 90d`, then `portreeve keys"
                    + " revoke` these."));
  }

  private static Stream<Complaint> pins(Configuration right, Store store) {
    long waiting =
        store.pins().waiting().stream()
            .filter(pin -> right.servers().containsKey(pin.name().server()))
            .count();
    return waiting == 0
        ? Stream.empty()
        : Stream.of(
            Found.of(
                Lack.PINS_WAIT,
                counted(waiting, "version", "versions"),
                "Look with `portreeve pins list --waiting`, then `portreeve pins diff`."));
  }

  private static Stream<Complaint> acceptances(Store store) {
    long accepted = store.acceptances().all().size();
    return accepted == 0
        ? Stream.empty()
        : Stream.of(
            Found.of(
                Lack.FINDINGS_ACCEPTED,
                counted(accepted, "finding", "findings"),
                "Read `portreeve scan accepted` again; `scan accept ID --withdraw` takes one back."));
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** What the log tells of the clock, and of the configuration that is in force. */
  public static Stream<Complaint> journal(AuditReader reader, Instant now) throws IOException {
    List<AuditRecord> newest = reader.last(1, AuditFilter.all());
    Stream<Complaint> clock =
        newest.stream()
            .filter(record -> record.time().isAfter(now.plus(DRIFT)))
            .map(record ->
                Found.of(
                    Lack.CLOCK_BACK,
                    "",
                    "It is " + now + " here, and a record is of " + record.time() + ": set it."));
    List<AuditRecord> events = reader.last(EVENTS, AuditFilter.all().kind(AuditKind.EVENT));
    Stream<Complaint> configuration =
        events.reversed().stream()
            .filter(event -> OF_A_CONFIGURATION.contains(name(event)))
            .limit(1)
            .filter(event -> name(event).equals(REFUSED))
            .map(event ->
                Found.of(
                    Lack.CONFIGURATION_REFUSED,
                    "",
                    "It did so at " + event.time() + "; see `portreeve audit show`, and `check`."));
    return Stream.concat(clock, configuration);
  }

  private static String name(AuditRecord event) {
    return event.fields().string("event").orElse("");
  }
}
