package io.portreeve.gateway.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.pages.Markup;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of conversations, read and shown. */
class FlowPagesTest {
  private static final String TAINTED =
      "'heard':{'integrity':'untrusted','confidentiality':'public','origins':['mail']}";
  private static final String CLEAN =
      "'heard':{'integrity':'trusted','confidentiality':'public','origins':[]}";

  @TempDir private Path data;
  private AuditJournal journal;

  @BeforeEach
  void open() throws Exception {
    DataDirectory directory = DataDirectory.open(data);
    journal =
        AuditJournal.open(
            directory,
            new JournalParts(
                SigningKey.in(directory, new SecureRandom()),
                JournalSettings.of(JournalSettings.Durability.PROCESS),
                ManualClock.atNewYear(),
                Witness.none()));
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  private void write(AuditKind kind, String exchange, String fields) throws Exception {
    JsonObject json = Jsons.object(fields);
    journal.append(new AuditEntry(kind, exchange, json)).await();
  }

  private void decided(
      String conversation, String exchange, String tool, String verdict, String flow)
      throws Exception {
    write(
        AuditKind.DECISION,
        exchange,
        "{'principal':'anna','server':'mail','method':'tools/call','tool':'%s',%s,'conversation':'%s','flow':{%s}}"
            .formatted(tool, verdict, conversation, flow));
  }

  private void readThenSend() throws Exception {
    decided("conversation", "e1", "read_mail", "'verdict':'forward'", CLEAN);
    write(
        AuditKind.OUTCOME,
        "e1",
        "{'conversation':'conversation','ending':'complete','flow':{" + TAINTED + "}}");
    decided(
        "conversation",
        "e2",
        "send",
        "'verdict':'refuse','reason':'flow-untraced'",
        TAINTED
            + ",'values':[{'argument':'to','from':[{'kind':'untrusted','server':'mail','said':'read_mail'}]}]");
  }

  private ConsolePage.Shown shown(ConsolePage page, String query) throws Exception {
    return page.show(Visits.of("corp/vera", ConsoleRole.VIEWER), Parameters.of(query));
  }

  private List<ConsolePage> pages() {
    return FlowPages.of(new AuditReader(AuditJournal.directoryIn(data)));
  }

  private ConsolePage.Shown one(String query) throws Exception {
    return shown(pages().getLast(), query);
  }

  private ConsolePage.Shown list() throws Exception {
    return shown(pages().getFirst(), "");
  }

  @Test
  void conversation_isReadFromTheLog_stepByStep_withWhatFlowed() throws Exception {
    readThenSend();

    assertThat(Markup.of(one("id=conversation").body()))
        .contains("1. mail: read_mail", "2. mail: send")
        .contains("heard untrusted data of mail")
        .contains("refused: flow-untraced")
        .contains("to from step 1")
        .contains("<g class=\"tainted\"><path class=\"way\"");
  }

  @Test
  void conversations_areListed_andWhatBelongsToNoneIsNot() throws Exception {
    readThenSend();
    decided("other", "e3", "list", "'verdict':'forward'", CLEAN);
    write(AuditKind.DECISION, "e4", "{'principal':'carl','tool':'x','verdict':'forward'}");

    assertThat(Markup.of(list().body()))
        .contains("?id=conversation\"", "?id=other\"")
        .doesNotContain("carl");
  }

  @Test
  void conversationThatTheLogDoesNotTellOf_isNotShown() throws Exception {
    readThenSend();

    assertThat(one("id=none").status()).isEqualTo(404);
    assertThat(one("").status()).isEqualTo(404);
  }

  @Test
  void longConversation_isReadFromItsEnd_andSaidToBeLonger() throws Exception {
    for (int i = 0; i <= Conversations.MOST_STEPS; i++) {
      decided("conversation", "e" + i, "tool" + i, "'verdict':'forward'", CLEAN);
    }

    assertThat(Markup.of(one("id=conversation").body()))
        .contains("Its first steps are not shown.", "mail: tool200")
        .doesNotContain("mail: tool0<");
    assertThat(Markup.of(list().body())).contains("more than 200");
  }

  @Test
  void recordThatIsDamaged_isNotTakenForNoConversation() throws Exception {
    readThenSend();
    journal.close();
    Path file = AuditJournal.directoryIn(data).resolve("000001.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("\"kind\"", "\"k\""));

    assertThat(list().status()).isEqualTo(503);
    assertThat(one("id=conversation").status()).isEqualTo(503);
  }
}
