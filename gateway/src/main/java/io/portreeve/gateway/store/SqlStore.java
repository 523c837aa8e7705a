package io.portreeve.gateway.store;

import java.util.function.Function;

/** The ports over a database that speaks SQL. How it is reached, and when it closes, is its own. */
abstract sealed class SqlStore implements Store permits SqliteStore, PostgresStore {
  private final ApiKeys apiKeys;
  private final Pins pins;
  private final Relations relations;
  private final Settings settings;
  private final Acts acts;
  private final Acceptances acceptances;
  private final Approvals approvals;
  private final MemorySignatures memorySignatures;

  SqlStore(Function<Concern, Access> access) {
    this.apiKeys = new SqlApiKeys(access.apply(Concern.API_KEYS));
    this.pins = new SqlPins(access.apply(Concern.PINS));
    this.relations = new SqlRelations(access.apply(Concern.RELATIONS));
    this.settings = new SqlSettings(access.apply(Concern.SETTINGS));
    this.acts = new SqlActs(access.apply(Concern.ACTS));
    this.acceptances = new SqlAcceptances(access.apply(Concern.ACCEPTANCES));
    this.approvals = new SqlApprovals(access.apply(Concern.APPROVALS));
    this.memorySignatures = new SqlMemorySignatures(access.apply(Concern.MEMORY_SIGNATURES));
  }

  @Override
  public final ApiKeys apiKeys() {
    return apiKeys;
  }

  @Override
  public final Pins pins() {
    return pins;
  }

  @Override
  public final Relations relations() {
    return relations;
  }

  @Override
  public final Settings settings() {
    return settings;
  }

  @Override
  public final Acts acts() {
    return acts;
  }

  @Override
  public final Acceptances acceptances() {
    return acceptances;
  }

  @Override
  public final Approvals approvals() {
    return approvals;
  }

  @Override
  public final MemorySignatures memorySignatures() {
    return memorySignatures;
  }
}
