package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.store.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client's file that Portreeve is to be put into: which servers it has, which of them Portreeve
 * can stand in front of, and the file once it does.
 */
public final class Wrapping {
  private final Desk desk;
  private final ClientFile file;
  private final JsoncText text;
  private final WrapFolder folder;
  private final List<Path> reads;
  private final List<ServerEntry> guarded = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  private Wrapping(Desk desk, ClientFile file, JsoncText text, List<Path> reads) {
    this.desk = desk;
    this.file = file;
    this.text = text;
    this.reads = reads;
    this.folder = new WrapFolder(desk.profiles().resolve(desk.folderOf(file.real())));
  }

  /** A server that stays as it is, and why. */
  public record Left(String name, String why) {}

  /**
   * What was written.
   *
   * @param backup what the file was before
   * @param aside profiles of earlier times that made room
   */
  public record Done(Path backup, List<Path> aside) {
    public Done {
      aside = List.copyOf(aside);
    }
  }

  /**
   * Looks into the file.
   *
   * @throws ClientFileUnfit if it is malformed or has no servers
   */
  public static Wrapping of(Desk desk, ClientFile file) throws ClientFileUnfit {
    return of(desk, file, List.of());
  }

  /**
   * Looks into the file.
   *
   * @param reads folders that its programs are to read besides what is proposed
   * @throws ClientFileUnfit if it is malformed or has no servers
   */
  public static Wrapping of(Desk desk, ClientFile file, List<Path> reads) throws ClientFileUnfit {
    JsoncText text = file.json();
    Wrapping wrapping = new Wrapping(desk, file, text, List.copyOf(reads));
    ServerEntries entries = new ServerEntries(text.root(), file.real(), desk.home());
    if (entries.all().isEmpty()) {
      throw without(file, text, entries);
    }
    wrapping.sort(entries.all());
    entries.strange().forEach(name -> wrapping.left.add(new Left(name, "it is no object")));
    return wrapping;
  }

  private static ClientFileUnfit without(ClientFile file, JsoncText text, ServerEntries entries) {
    if (!(text.root() instanceof JsoncValue.ObjectValue)) {
      return new ClientFileUnfit(
          file.named() + " is no object of JSON, as clients' files are",
          "name a client's configuration; `portreeve wrap` alone shows which there are");
    }
    return entries.keys().isEmpty()
        ? new ClientFileUnfit(
            file.named() + " has no MCP servers",
            "name a file with `mcpServers`, or `servers` as VS Code has them; `portreeve wrap`"
                + " alone shows which there are")
        : new ClientFileUnfit(
            file.named() + " has no server under `" + entries.keys().getFirst() + "`",
            "add one in the client, as NAME: {\"command\": …}, and wrap it then");
  }

  private void sort(List<ServerEntry> all) {
    SecretWords secrets = new SecretWords();
    OurStarts ours = new OurStarts(desk.launcher(), desk.profiles(), folder.path());
    Set<String> ids = new HashSet<>();
    for (ServerEntry entry : all) {
      Variables variables = new Variables(desk.environment(), desk.home(), entry.project());
      Start start = new StartReading(text, variables, secrets, ours).of(entry);
      switch (start) {
        case Start.Guarded _ -> guarded.add(entry);
        case Start.Unfit(String why) -> left.add(new Left(entry.name(), why));
        case Start.Program program ->
            opened(entry, program)
                .ifPresentOrElse(
                    left::add, () -> candidates.add(candidate(entry, program, id(entry, ids))));
        case Start.Remote remote -> candidates.add(candidate(entry, remote, id(entry, ids)));
      }
    }
  }

  private Optional<Left> opened(ServerEntry entry, Start.Program program) {
    return proposal(folder.path())
        .opened(program, entry.base())
        .map(file ->
            new Left(
                entry.name(),
                "its arguments name " + file + ", which is private: write its profile yourself"));
  }

  private GrantProposal proposal(Path cache) {
    return new GrantProposal(desk.home(), cache, desk.confinable(), desk.path(), reads);
  }

  /** An id that neither another server of the file has, nor one that is guarded already. */
  private String id(ServerEntry entry, Set<String> taken) {
    String wanted = Desk.slug(entry.name());
    String id = wanted;
    for (int i = 2; taken.contains(id) || isInUse(id); i++) {
      id = wanted + "-" + i;
    }
    taken.add(id);
    return id;
  }

  private boolean isInUse(String id) {
    String profile = folder.path().resolve(id + ".yaml").toString();
    return new ServerEntries(text.root(), file.real(), desk.home())
        .all().stream()
            .flatMap(entry -> entry.value().at("args").flatMap(JsoncValue::texts).stream())
            .anyMatch(words -> words.contains(profile));
  }

  private Candidate candidate(ServerEntry entry, Start start, String id) {
    Path cache = desk.packages(String.valueOf(folder.path().getFileName()), id);
    Grants grants =
        start instanceof Start.Program program
            ? proposal(cache).of(program, entry.base())
            : Grants.none();
    String named = entry.name() + " of " + file.real();
    return new Candidate(entry, id, start, grants, folder.path(), cache, named);
  }

  public ClientFile file() {
    return file;
  }

  public JsoncText text() {
    return text;
  }

  /** The servers that Portreeve stands in front of already. */
  public List<ServerEntry> guarded() {
    return List.copyOf(guarded);
  }

  /** The servers that it cannot stand in front of. */
  public List<Left> left() {
    return List.copyOf(left);
  }

  /** Those that it can. */
  public List<Candidate> candidates() {
    return List.copyOf(candidates);
  }

  /** The text of the file with Portreeve in front of these. */
  public String rewritten(List<Candidate> chosen) {
    Rewriting rewriting = new Rewriting(text, desk.launcher());
    chosen.forEach(rewriting::wrap);
    return rewriting.applied();
  }

  /**
   * Writes the profiles, the backup, and the file last.
   *
   * @param profiles the candidates that are chosen, with their profiles' texts
   * @throws ClientFileUnfit if that cannot be; the client's file is then as it was
   */
  public Done write(Map<Candidate, String> profiles) throws ClientFileUnfit {
    file.refuseIfClosed();
    List<Path> aside = new ArrayList<>();
    for (Map.Entry<Candidate, String> one : profiles.entrySet()) {
      folder.keepProfile(one.getKey().profile(), one.getValue()).ifPresent(aside::add);
    }
    String before = Unwrapping.inPlace(desk, file, folder).restored();
    String backup = folder.backUp(before);
    ClientFile fresh = file.with(rewritten(List.copyOf(profiles.keySet())));
    folder.keep(
        new WrapRecord(
            file.real().toString(),
            Digest.sha256(fresh.whole()).hex(),
            backup,
            Digest.sha256(before).hex(),
            entries(fresh, file.with("").whole(), before)));
    file.replace(fresh.whole());
    return new Done(folder.path().resolve(backup), aside);
  }

  /** All servers that are behind Portreeve in the fresh file, with what they were before. */
  private List<WrapRecord.Wrapped> entries(ClientFile fresh, String mark, String before)
      throws ClientFileUnfit {
    JsoncText now = fresh.json();
    Undo ours = new Undo(folder.path());
    try {
      JsoncText then = JsoncText.read(before.substring(mark.length()));
      return new ServerEntries(now.root(), file.real(), desk.home())
          .all().stream()
              .filter(entry -> ours.isOurs(entry.value()))
              .flatMap(entry ->
                  then.root().at(entry.at()).stream()
                      .map(was ->
                          new WrapRecord.Wrapped(entry.at(), then.of(was), now.of(entry.value()))))
              .toList();
    } catch (JsoncRefused impossible) {
      throw new IllegalStateException("what was read once is JSON", impossible);
    }
  }
}
