package example.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portreeve.gateway.embedding.Front;
import io.portreeve.gateway.embedding.Pass;
import io.portreeve.testkit.attack.Attack;
import io.portreeve.testkit.attack.Attacks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesServerTest {
  @TempDir Path folder;

  private Path notes;

  @BeforeEach
  void write() throws IOException {
    notes = Files.createDirectory(folder.resolve("notes"));
    Files.writeString(notes.resolve("a.txt"), "Lunch is at noon.");
  }

  @Test
  void bare_itFallsToPathsAndToHiddenCharacters() throws Exception {
    try (NotesServer server = NotesServer.start(notes, folder, _ -> true)) {
      assertEquals(
          List.of(Attack.PATH_TRAVERSAL, Attack.HIDDEN_CHARACTERS),
          attacks(server.url()).run().worked());
    }
  }

  @Test
  void guarded_itWithstandsAll() throws Exception {
    Pass pass = Pass.fresh();
    try (NotesServer server = NotesServer.start(notes, folder, pass::opens);
        Front front = Front.start(configuration(), "notes", server.url(), pass)) {
      attacks(URI.create("http://127.0.0.1:" + front.address().getPort() + "/mcp"))
          .run()
          .assertWithstood();
    }
  }

  @Test
  void guarded_itAnswersNobodyBesideTheFront() throws Exception {
    try (NotesServer server = NotesServer.start(notes, folder, Pass.fresh()::opens)) {
      assertThrows(IOException.class, () -> attacks(server.url()).run());
    }
  }

  private static Attacks attacks(URI server) {
    return Attacks.on(server).honestly("read_note", "{\"path\":\"a.txt\"}");
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("front.yaml"),
        """
        listen: 127.0.0.1:0
        data: ./data
        authentication: {insecure-anonymous: {}}   # for this test; see the guide for a team
        servers:
          notes:
            tools:
              read_note: {arguments: {path: {kind: path, root: %s}}}
        transparent: true
        pinning: {first-seen: approve}
        policy:
          allow: [{name: readers, tools: [read_note, greet]}]
        """
            .formatted(notes));
  }
}
