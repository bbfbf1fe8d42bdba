package io.pardotroutes.command;

import io.pardotroutes.auth.Invitation;
import io.pardotroutes.auth.Invitations;
import io.pardotroutes.console.ConsoleServer;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationFolder;
import io.pardotroutes.settings.Format;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code invite <destination>}: a link for a teammate who has access to Pardot where you have none. */
@Command(
    name = "invite",
    description = "Don't have access to Pardot? Invite a teammate who does: print a link that lets its holder connect the destination, once, within 72 hours.",
    mixinStandardHelpOptions = true)
public final class InviteCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z").withZone(ZoneId.systemDefault());

  private final Home home;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "DESTINATION", arity = "0..1", description = "The name of a file in config/destinations/, without .properties.")
  private String name;

  @Option(names = "--mail", paramLabel = "ADDRESS", description = "Mail the link to this address (pardot.smtp.url); without, it is printed.")
  private String mail;

  @Option(names = "--list", description = "List the invitations.")
  private boolean list;

  @Option(names = "--revoke", paramLabel = "ID", description = "Take an invitation back.")
  private String revoked;

  /** Works on the folder that {@code home} names. */
  public InviteCommand(Home home) {
    this.home = home;
  }

  @Override
  public Integer call() throws InterruptedException {
    if ((name == null ? 0 : 1) + (list ? 1 : 0) + (revoked == null ? 0 : 1) != 1) {
      throw new ParameterException(spec.commandLine(), "name a destination, or say --list or --revoke ID");
    }
    if (mail != null && (name == null || !Format.isMailAddress(mail))) {
      throw new ParameterException(spec.commandLine(), "--mail goes with a destination, and takes one mail address");
    }
    Settings settings = Settings.load(home.folder());
    Invitations invitations = new Invitations(settings.secrets(), Clock.systemUTC());
    if (list) {
      invitations.all().forEach(each -> System.out.println(each.id() + "  " + each.destination() + "  " + state(each)));
    } else if (revoked != null) {
      revoke(invitations);
    } else {
      return invite(settings, invitations);
    }
    return 0;
  }

  private int invite(Settings settings, Invitations invitations) throws InterruptedException {
    InvalidConfiguration.refuse(settings.problems());
    Destination destination = DestinationFolder.load(home.folder(), settings, name);
    if (destination.auth().flow() != Auth.Flow.WEB_SERVER) {
      throw new IllegalArgumentException(name + " has auth.flow = " + destination.auth().flow().word()
          + ", which needs nobody to sign in; set auth.flow = web-server");
    }
    Invitations.Link link = invitations.invite(name);
    String address = ConsoleServer.address(settings) + link.path();
    String until = TIME.format(link.invitation().expires());
    boolean mailed = mail != null && mailed(settings, address, until);
    if (mailed) {
      System.out.println("Mailed a link to " + mail + ". It works once, until " + until + ".");
    } else {
      System.out.println("Give this link to a teammate who has access to Pardot. It works once, until " + until + ":");
      System.out.println();
      System.out.println("  " + address);
      System.out.println();
    }
    if (settings.text(Setting.CONSOLE_URL).isEmpty()) {
      System.out.println("It leads to this machine. For a teammate elsewhere set pardot.console.url to an address (with HTTPS) that leads to the console's port.");
    }
    System.out.println("The connected app needs the callback URL " + ConsoleServer.address(settings) + "/connect/callback");
    System.out.println("Take it back with: bin/pardot-routes invite --revoke " + link.invitation().id());
    return mail == null || mailed ? 0 : 1;
  }

  private boolean mailed(Settings settings, String address, String until) throws InterruptedException {
    Optional<String> obstacle = new InvitationMail(settings).send(mail, "Connect Pardot: " + name, """
        You are asked to connect Pardot (Account Engagement), because you have access to it. Open this link, and sign in:

        %s

        It connects pardot-routes to the business unit of the destination %s and does nothing else. It works once, until %s.
        Did you not expect it? Then ignore it.
        """.formatted(address, name, until));
    obstacle.ifPresent(reason -> System.err.println("pardot-routes: the link could not be mailed: " + reason));
    return obstacle.isEmpty();
  }

  private void revoke(Invitations invitations) {
    if (!invitations.revoke(revoked)) {
      throw new IllegalArgumentException("there is no invitation " + revoked + "; see --list");
    }
    System.out.println(revoked + " lets nobody in any more");
  }

  private static String state(Invitation invitation) {
    if (invitation.used() != null) {
      return "used " + TIME.format(invitation.used());
    }
    return invitation.isOpen(Instant.now()) ? "open until " + TIME.format(invitation.expires()) : "ended unused " + TIME.format(invitation.expires());
  }
}
