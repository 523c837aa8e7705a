package io.portreeve.gateway.console.flow;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.keeping.Bounded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conversations that the newest files of the audit log tell of.
 *
 * @param reader of the whole log
 */
record Conversations(AuditReader reader) {
  /** A conversation is forgotten after a day; this is what a page can wait for. */
  static final int FILES = 2;

  static final int MOST = 100;
  static final int MOST_STEPS = 200;

  /** Collects the records of one conversation, the newest. */
  private static final class Gathering {
    private final String id;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private String principal = "";
    private boolean whole = true;

    Gathering(String id) {
      this.id = id;
    }

    void take(AuditRecord record) {
      if (record.kind() == AuditKind.DECISION) {
        principal = record.fields().string("principal").orElse("");
        steps.put(record.exchange(), Step.of(record));
      } else {
        var _ = steps.computeIfPresent(record.exchange(), (_, step) -> step.ended(record));
      }
      if (steps.size() > MOST_STEPS) {
        whole = false;
        steps.remove(steps.keySet().iterator().next());
      }
    }

    Optional<Conversation> conversation() {
      return steps.isEmpty()
          ? Optional.empty()
          : Optional.of(new Conversation(id, principal, new ArrayList<>(steps.values()), whole));
    }
  }

  /** Those that were heard of last, the newest first. */
  List<Conversation> recent() throws IOException {
    Map<String, Gathering> conversations = Bounded.latelyUsed(MOST);
    read(
        AuditFilter.all().ofConversations(),
        record -> {
          String id = record.fields().string("conversation").orElse("");
          Gathering one = conversations.get(id);
          Gathering taking = one == null ? new Gathering(id) : one;
          conversations.putIfAbsent(id, taking);
          taking.take(record);
        });
    return conversations.values().stream()
        .flatMap(one -> one.conversation().stream())
        .sorted(Comparator.comparing(Conversation::last).reversed())
        .toList();
  }

  /** One of them; empty if there is none of the id. */
  Optional<Conversation> find(String id) throws IOException {
    Gathering conversation = new Gathering(id);
    read(AuditFilter.all().conversation(id), conversation::take);
    return conversation.conversation();
  }

  private void read(AuditFilter filter, AuditReader.Taker taker) throws IOException {
    reader.newest(FILES).forEach(filter, taker);
  }
}
