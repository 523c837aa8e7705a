package io.portreeve.gateway.arguments;

import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.Reach;
import io.portreeve.controls.insecureinput.UrlSchemes;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.gateway.catalog.PinnedKinds;
import io.portreeve.gateway.config.ArgumentSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the configuration declares arguments to be. */
public final class DeclaredKinds implements PinnedKinds.Declarations {
  private final Map<String, ServerSettings> servers;

  public DeclaredKinds(Map<String, ServerSettings> servers) {
    this.servers = Map.copyOf(servers);
  }

  @Override
  public Map<String, ArgumentKind> of(ServerId server, ToolName tool) {
    Map<String, ArgumentKind> kinds = new HashMap<>();
    Optional.ofNullable(servers.get(server.value()))
        .map(settings -> settings.tools().get(tool.value()))
        .ifPresent(settings ->
            settings
                .arguments()
                .forEach((argument, declared) -> kinds.put(argument, kind(declared))));
    return kinds;
  }

  private static ArgumentKind kind(ArgumentSettings declared) {
    return switch (declared.kind()) {
      case PATH -> new ArgumentKind.PathUnderRoot(declared.root().stream().toList());
      case SQL_LITERAL -> new ArgumentKind.SqlLiteral();
      case SQL_LIKE_LITERAL -> new ArgumentKind.SqlLikeLiteral();
      case NUMBER -> new ArgumentKind.DecimalNumber();
      case SQL_IDENTIFIER -> new ArgumentKind.SqlIdentifier(true);
      case SHELL_WORD -> new ArgumentKind.ShellWord();
      case TEMPLATE_LITERAL -> new ArgumentKind.TemplateLiteral();
      case LDAP_LITERAL -> new ArgumentKind.LdapLiteral();
      case LINE -> new ArgumentKind.Line();
      case URL -> url(declared);
      case EMAIL -> new ArgumentKind.Email(1);
      case ID -> new ArgumentKind.OwnedId(declared.object().orElseThrow());
      case TEXT -> new ArgumentKind.PlainText(Form.NFC);
      case ANY -> new ArgumentKind.Any();
    };
  }

  private static ArgumentKind url(ArgumentSettings declared) {
    Reach reach = declared.insecurePrivateAddresses() ? Reach.INSECURE_PRIVATE : Reach.PUBLIC_ONLY;
    UrlSchemes schemes = new UrlSchemes.Only(Set.copyOf(declared.schemes()));
    return new ArgumentKind.Url(schemes, reach, false, declared.hosts());
  }
}
