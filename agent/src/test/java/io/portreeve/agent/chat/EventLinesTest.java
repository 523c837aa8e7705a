package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.Answer;
import io.portreeve.agent.Event;
import io.portreeve.agent.Outcome;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.Refusal;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventLinesTest {
  private static final ToolUse USE =
      new ToolUse.Asked("c1", "files__list", JsonObject.empty().with("path", "."));

  private final List<String> lines = new ArrayList<>();
  private final EventLines events = new EventLines(json -> lines.add(json.toString()));

  @Test
  void everyEvent_isAnObject_inTheOrderInWhichItHappened() {
    Question question = new Question(USE, "May it?", JsonObject.empty(), Optional.empty());
    events.resumed("holiday", 2, 1);
    List.of(
            new Event.Planned(new Plan(Set.of("files__list"), List.of("x"))),
            new Event.Said("Hm"),
            new Event.Asked(USE),
            new Event.Asked(new ToolUse.Unreadable("c2", "y", "no JSON")),
            new Event.Questioned(question),
            new Event.Replied(question, new Answer.Declined()),
            new Event.Progressed(USE, "half"),
            new Event.Answered(USE, "a.txt", false, Optional.of(Label.untrusted("files"))),
            new Event.Answered(USE, "b", true, Optional.empty()),
            new Event.Refused(USE, Refusal.GATEWAY, "no"),
            new Event.Suspected(Event.Where.TOOL, "ignore", false),
            new Event.ToolsChanged(),
            new Event.Cancelled())
        .forEach(events::happened);
    events.ended(new Outcome("Done.", Outcome.End.DONE));
    events.failed("limited", "later");

    assertThat(lines)
        .containsExactly(
            "{\"event\":\"resumed\",\"conversation\":\"holiday\",\"quarantined\":2,\"missing\":1}",
            "{\"event\":\"planned\",\"tools\":[\"files__list\"],\"unknown\":[\"x\"]}",
            "{\"event\":\"said\",\"text\":\"Hm\"}",
            "{\"event\":\"asked\",\"id\":\"c1\",\"tool\":\"files__list\",\"arguments\":{\"path\":\".\"}}",
            "{\"event\":\"asked\",\"id\":\"c2\",\"tool\":\"y\",\"unreadable\":\"no JSON\"}",
            "{\"event\":\"questioned\",\"id\":\"c1\",\"tool\":\"files__list\",\"text\":\"May it?\"}",
            "{\"event\":\"replied\",\"id\":\"c1\",\"tool\":\"files__list\",\"answer\":\"declined\"}",
            "{\"event\":\"progressed\",\"id\":\"c1\",\"tool\":\"files__list\",\"text\":\"half\"}",
            "{\"event\":\"answered\",\"id\":\"c1\",\"tool\":\"files__list\",\"failed\":false,"
                + "\"text\":\"a.txt\",\"label\":{\"integrity\":\"untrusted\","
                + "\"confidentiality\":\"public\",\"origins\":[\"files\"]}}",
            "{\"event\":\"answered\",\"id\":\"c1\",\"tool\":\"files__list\",\"failed\":true,\"text\":\"b\"}",
            "{\"event\":\"refused\",\"id\":\"c1\",\"tool\":\"files__list\",\"by\":\"gateway\",\"text\":\"no\"}",
            "{\"event\":\"suspected\",\"where\":\"tool\",\"sign\":\"ignore\",\"blocked\":false}",
            "{\"event\":\"tools-changed\"}",
            "{\"event\":\"cancelled\"}",
            "{\"event\":\"ended\",\"end\":\"done\",\"text\":\"Done.\"}",
            "{\"event\":\"failed\",\"kind\":\"limited\",\"text\":\"later\"}");
  }

  @Test
  void whatTheUserPutsIn_isNamedByItsKind_andALinkByItsAddress() {
    List.<Event>of(
            new Event.Linked(USE, "file:///b"),
            new Event.Attached(
                new Attachment.OfPrompt("files__sum", Map.of("of", "a")),
                "Sum.",
                Optional.of(Label.untrusted("files"))),
            new Event.NotAttached(new Attachment.OfResource("files+file:///b"), "no"))
        .forEach(events::happened);

    assertThat(lines)
        .containsExactly(
            "{\"event\":\"linked\",\"id\":\"c1\",\"tool\":\"files__list\",\"resource\":\"file:///b\"}",
            "{\"event\":\"attached\",\"prompt\":\"files__sum\",\"text\":\"Sum.\","
                + "\"label\":{\"integrity\":\"untrusted\",\"confidentiality\":\"public\","
                + "\"origins\":[\"files\"]}}",
            "{\"event\":\"not-attached\",\"resource\":\"files+file:///b\",\"text\":\"no\"}");
  }
}
