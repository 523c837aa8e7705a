package io.portreeve.gateway;

import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.confuseddeputy.DelegationRules;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.contextpoisoning.RememberedLabels;
import io.portreeve.controls.contextpoisoning.SignedEntries;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.controls.indirectpromptinjection.ShippedDetector;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.controls.insecureinput.PathResolver;
import io.portreeve.controls.insecureresponsehandling.ResponseLimits;
import io.portreeve.controls.sensitive.ShippedRules;
import io.portreeve.gateway.approvals.ConfiguredApprovals;
import io.portreeve.gateway.arguments.DeclaredKinds;
import io.portreeve.gateway.arguments.RealPaths;
import io.portreeve.gateway.arguments.StoredOwnership;
import io.portreeve.gateway.arguments.SystemAddresses;
import io.portreeve.gateway.catalog.PinnedArguments;
import io.portreeve.gateway.catalog.PinnedDefinitions;
import io.portreeve.gateway.catalog.PinnedKinds;
import io.portreeve.gateway.catalog.PinnedSchemas;
import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.DelegationSettings;
import io.portreeve.gateway.config.FlowSettings;
import io.portreeve.gateway.config.Otherwise;
import io.portreeve.gateway.config.UnknownProperties;
import io.portreeve.gateway.conversations.ConfiguredLabels;
import io.portreeve.gateway.policy.CreatedObjects;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.relations.Claims;
import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.relations.StoredRelations;
import io.portreeve.gateway.schema.SchemaCompiler;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Findings;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.ServerFindings;
import io.portreeve.guard.UsageLimits;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** What the controls know of the world, as a configuration has it. */
final class ControlPorts {
  private ControlPorts() {}

  /**
   * All of them.
   *
   * @param pins what the controls ask of definitions
   * @param definitions what those pins go by, for the kinds of arguments
   * @param conversations what is remembered of them
   * @param memories what was written into memories
   * @param classifiers whom texts are shown to
   */
  static Chain.Ports of(
      Configuration configuration,
      PolicyEngine policy,
      OutsideDecisions outside,
      UsageLimits limits,
      DefinitionPins pins,
      PinnedDefinitions definitions,
      Findings findings,
      ServerFindings servers,
      PinnedSchemas schemas,
      Related related,
      Claims claims,
      InformationFlow.Conversations conversations,
      SignedEntries memories,
      ServerClassifiers classifiers) {
    AuthenticationSettings callers = configuration.authentication();
    Inclusions inclusions = new Inclusions(configuration.policy().objects());
    return new Chain.Ports(
        callers.clients(),
        callers.delegation().map(DelegationSettings::rules).orElseGet(DelegationRules::nobody),
        limits,
        AllowedNames.of(configuration),
        policy,
        outside,
        new CreatedObjects(configuration.policy().objects(), related, claims),
        pins,
        findings,
        servers,
        schemas,
        responses(configuration),
        new ConfiguredInputs(configuration),
        new ConfiguredSinks(configuration),
        new PinnedKinds(
            definitions,
            new DeclaredKinds(configuration.servers()),
            !configuration.input().insecureNoInference()),
        arguments(configuration, new StoredOwnership(inclusions, related)),
        flow(configuration, definitions, conversations, memories),
        memories,
        new ShippedRules(),
        new ConfiguredRedaction(configuration),
        new ShippedDetector(),
        new ConfiguredGuardrails(configuration),
        classifiers,
        new ConfiguredSpotlights(configuration),
        new KeyedNonces(new SecureRandom()),
        new ConfiguredApprovals(configuration));
  }

  private static InformationFlow flow(
      Configuration configuration,
      PinnedDefinitions definitions,
      InformationFlow.Conversations conversations,
      SignedEntries memories) {
    FlowSettings settings = configuration.flow();
    return new InformationFlow(
        settings.policy().policies(),
        settings.otherwise() == Otherwise.ASK
            ? configuration.approvals().consequential().approver()
            : Optional.empty(),
        new RememberedLabels(
            new ConfiguredLabels(configuration, new PinnedArguments(definitions)), memories),
        conversations);
  }

  /** What the operator's rules say. */
  static PolicyEngine policy(Configuration configuration, Related related) throws PolicyFault {
    return RulePolicy.compile(configuration.policy(), configuration.labels(), related);
  }

  /** Who is what to which object, as the store has it now. */
  static Related related(Configuration configuration, Store store) {
    return new StoredRelations(new Inclusions(configuration.policy().objects()), store.relations());
  }

  static PinnedSchemas schemas(Configuration configuration, PinnedDefinitions pins) {
    boolean closed = configuration.input().unknownProperties() == UnknownProperties.REFUSE;
    return new PinnedSchemas(pins, new SchemaCompiler(), closed);
  }

  /** Files of a server elsewhere cannot be looked at from here; its paths are judged as written. */
  private static ArgumentJudge arguments(Configuration configuration, Ownership ownership) {
    boolean programs =
        configuration.servers().values().stream().anyMatch(one -> one.command().isPresent());
    return new ArgumentJudge(
        programs ? new RealPaths() : PathResolver.unseen(), new SystemAddresses(), ownership);
  }

  private static ResponseLimits responses(Configuration configuration) {
    ResponseLimits usual = ResponseLimits.defaults();
    return new ResponseLimits(
        Math.toIntExact(configuration.output().maxText().bytes()),
        Math.toIntExact(configuration.output().maxBlob().bytes()),
        usual.blocks(),
        usual.entries(),
        Set.copyOf(configuration.output().uriSchemes()));
  }
}
