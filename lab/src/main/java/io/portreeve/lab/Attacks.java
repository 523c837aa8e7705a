package io.portreeve.lab;

import io.portreeve.lab.attacks.AdminTool;
import io.portreeve.lab.attacks.BadToken;
import io.portreeve.lab.attacks.BorrowedRights;
import io.portreeve.lab.attacks.CommandInjections;
import io.portreeve.lab.attacks.ForeignAccount;
import io.portreeve.lab.attacks.ForeignActor;
import io.portreeve.lab.attacks.ForeignClient;
import io.portreeve.lab.attacks.ForeignNote;
import io.portreeve.lab.attacks.ForeignOrder;
import io.portreeve.lab.attacks.ForgedYes;
import io.portreeve.lab.attacks.HostileProgram;
import io.portreeve.lab.attacks.InjectedOrder;
import io.portreeve.lab.attacks.LeakedKey;
import io.portreeve.lab.attacks.LineInjections;
import io.portreeve.lab.attacks.LyingResult;
import io.portreeve.lab.attacks.MarkedOrder;
import io.portreeve.lab.attacks.NoCredential;
import io.portreeve.lab.attacks.ObedientModel;
import io.portreeve.lab.attacks.OrderedModel;
import io.portreeve.lab.attacks.PathTraversals;
import io.portreeve.lab.attacks.PlainRequest;
import io.portreeve.lab.attacks.PlantedMemory;
import io.portreeve.lab.attacks.PoisonedTool;
import io.portreeve.lab.attacks.PosingWorkload;
import io.portreeve.lab.attacks.RequestForgeries;
import io.portreeve.lab.attacks.RugPull;
import io.portreeve.lab.attacks.SqlInjections;
import io.portreeve.lab.attacks.StrayCall;
import io.portreeve.lab.attacks.TamperedMemory;
import io.portreeve.lab.attacks.TerminalEscape;
import io.portreeve.lab.attacks.TurnedName;
import io.portreeve.lab.attacks.UnaskedPayment;
import io.portreeve.lab.attacks.UnexpectedArguments;
import io.portreeve.lab.attacks.UnmarkedMail;
import io.portreeve.lab.attacks.UnnamedTool;
import io.portreeve.lab.attacks.VulnerablePackage;
import io.portreeve.lab.attacks.WideSearch;
import io.portreeve.lab.scene.Attack;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Every attack. A new one is a line here, anywhere: they are run in the order of mitigations. */
final class Attacks {
  private Attacks() {}

  static List<Attack> all() {
    return Stream.of(
            MarkedOrder.all(),
            UnmarkedMail.all(),
            one(new InjectedOrder()),
            one(new OrderedModel()),
            one(new PlainRequest()),
            LeakedKey.all(),
            one(new RugPull()),
            one(new UnaskedPayment()),
            one(new ForgedYes()),
            one(new UnnamedTool()),
            one(new LyingResult()),
            one(new TerminalEscape()),
            one(new PlantedMemory()),
            one(new TamperedMemory()),
            one(new ObedientModel()),
            one(new StrayCall()),
            one(new PosingWorkload()),
            one(new TurnedName()),
            one(new ForeignClient()),
            one(new ForeignActor()),
            one(new BorrowedRights()),
            one(new AdminTool()),
            one(new NoCredential()),
            BadToken.all(),
            one(new ForeignAccount()),
            one(new WideSearch()),
            one(new ForeignOrder()),
            one(new ForeignNote()),
            UnexpectedArguments.all(),
            SqlInjections.all(),
            CommandInjections.all(),
            PathTraversals.all(),
            RequestForgeries.all(),
            LineInjections.all(),
            one(new HostileProgram()),
            one(new PoisonedTool()),
            one(new VulnerablePackage()))
        .<Attack>flatMap(List::stream)
        .sorted(Comparator.comparing(Attack::mitigation))
        .toList();
  }

  private static List<Attack> one(Attack attack) {
    return List.of(attack);
  }
}
