package io.portreeve.gateway;

import io.portreeve.controls.chain.Ports;
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
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
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
   * @param known what the pins go by, for the kinds of arguments
   * @param related who is what to which object
   * @param classifiers whom texts are shown to
   */
  static Ports of(
      Configuration configuration,
      UsageLimits limits,
      Ports.Rules rules,
      Ports.Definitions definitions,
      PinnedDefinitions known,
      Related related,
      Ports.Conversations conversations,
      ServerClassifiers classifiers) {
    AuthenticationSettings callers = configuration.authentication();
    Inclusions inclusions = new Inclusions(configuration.policy().objects());
    return new Ports(
        new Ports.Callers(
            callers.clients(),
            callers.delegation().map(DelegationSettings::rules).orElseGet(DelegationRules::nobody),
            limits),
        rules,
        definitions,
        new Ports.Arguments(
            new PinnedKinds(
                known,
                new DeclaredKinds(configuration.servers()),
                !configuration.input().insecureNoInference()),
            arguments(configuration, new StoredOwnership(inclusions, related))),
        new Ports.Answers(
            responses(configuration),
            new ConfiguredInputs(configuration),
            new ConfiguredSinks(configuration)),
        conversations,
        texts(configuration, classifiers));
  }

  private static Ports.Texts texts(Configuration configuration, ServerClassifiers classifiers) {
    return new Ports.Texts(
        new ShippedRules(),
        new ConfiguredRedaction(configuration),
        new ShippedDetector(),
        new ConfiguredGuardrails(configuration),
        classifiers,
        new ConfiguredSpotlights(configuration),
        new KeyedNonces(new SecureRandom()));
  }

  /**
   * What the operator's rules say, and who is asked besides.
   *
   * @param claims what becomes of an object that was made
   */
  static Ports.Rules rules(
      Configuration configuration, Related related, OutsideDecisions outside, Claims claims)
      throws PolicyFault {
    return new Ports.Rules(
        AllowedNames.of(configuration),
        policy(configuration, related),
        outside,
        new CreatedObjects(configuration.policy().objects(), related, claims),
        new ConfiguredApprovals(configuration));
  }

  /**
   * What was heard, and where it may go.
   *
   * @param known what the pins go by
   * @param conversations what is remembered of them
   * @param memories what was written into memories
   */
  static Ports.Conversations conversations(
      Configuration configuration,
      PinnedDefinitions known,
      InformationFlow.Conversations conversations,
      SignedEntries memories) {
    return new Ports.Conversations(flow(configuration, known, conversations, memories), memories);
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

  private static PolicyEngine policy(Configuration configuration, Related related)
      throws PolicyFault {
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
