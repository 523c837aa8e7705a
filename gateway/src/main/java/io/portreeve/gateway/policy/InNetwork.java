package io.portreeve.gateway.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code peer.inNetwork("10.0.0.0/8")}: whether an address is in a network. The network is written
 * out, so a wrong one is found when the condition is compiled. Over stdio there is no address, and
 * it is in none; any other text that is no address cannot be judged.
 */
final class InNetwork {
  private static final String NAME = "inNetwork";
  private static final String OVERLOAD = "text_in_network";
  private static final String NO_ADDRESS = "stdio";

  static final CelFunctionDecl DECLARATION =
      CelFunctionDecl.newFunctionDeclaration(
          NAME,
          CelOverloadDecl.newMemberOverload(
              OVERLOAD, SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING));

  private InNetwork() {}

  static Set<CelFunctionBinding> bindings() {
    return Set.copyOf(
        CelFunctionBinding.fromOverloads(
            NAME, CelFunctionBinding.from(OVERLOAD, String.class, String.class, InNetwork::holds)));
  }

  private static boolean holds(String address, String network) {
    if (address.equals(NO_ADDRESS)) {
      return false;
    }
    return Network.of(network)
        .orElseThrow(() -> new IllegalArgumentException("no network"))
        .holds(
            Network.address(address).orElseThrow(() -> new IllegalArgumentException("no address")));
  }

  /** The first network that is none, in words for the author of the condition. */
  static Optional<String> fault(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .map(node -> node.expr())
        .filter(one -> one.getKind() == CelExpr.ExprKind.Kind.CALL)
        .filter(one -> one.call().function().equals(NAME))
        .flatMap(one -> fault(one.call().args()))
        .findFirst();
  }

  private static Stream<String> fault(List<CelExpr> arguments) {
    CelExpr network = arguments.getLast();
    if (network.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || network.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Stream.of("the network of `inNetwork` is not written out, as in \"10.0.0.0/8\"");
    }
    String text = network.constant().stringValue();
    return Network.of(text).isPresent()
        ? Stream.empty()
        : Stream.of(
            "`%s` is no network: it is written as 10.0.0.0/8 or 2001:db8::/32, with nothing behind"
                    .formatted(Words.shown(text))
                + " the prefix");
  }
}
